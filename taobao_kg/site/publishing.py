"""Publishing: all pages, data and downloads into a folder that appears whole or not at all."""

import os
from collections.abc import Sequence
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from taobao_kg.errors import UsageError
from taobao_kg.folders import Folders
from taobao_kg.site.parts import Said, write_parts
from taobao_kg.site.sitemap import require_url, write_sitemap

#: Says that a folder was written by us and may be replaced.
MARK = ".taobao-kg-site"
ASSETS = Path(__file__).parent / "assets"


def write_site(
    folders: Folders,
    lens: Sequence[str],
    output: str,
    said: Said,
    jobs: int = 0,
    *,
    url: str = "",
) -> int:
    """Write the site and return how many files it has.

    Args:
        folders: of an up-to-date build.
        lens: through which the graph is seen.
        output: a folder; one that is there is replaced when it is ours.
        said: is told which part is written.
        jobs: how many processes to use; 0 for as many as there are processors.
        url: where the site will be on the web, for what must name whole addresses: the map of the
            site, catalogues, canonical links.

    Raises:
        UsageError: when the folder is not ours, or cannot be written, or the address is none.
    """
    url = require_url(url) if url else ""
    target = Path(os.path.realpath(output))
    _require_ours(target, output)
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".taobao-kg-") as temporary:
            made = Path(temporary) / "site"
            made.mkdir()
            copytree(ASSETS, made / "assets")
            write_parts(folders, lens, made, said, jobs, url=url)
            write_sitemap(made, url)
            (made / MARK).write_text("written by taobao-kg site\n", encoding="utf-8")
            if target.exists():
                target.rename(Path(temporary) / "old")
            made.rename(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{output}: cannot be written ({reason}); choose another place") from error
    return sum(1 for path in target.rglob("*") if path.is_file())


def _require_ours(target: Path, output: str) -> None:
    if not target.parent.is_dir():
        raise UsageError(f"{output}: there is no folder {target.parent.name}; make it first")
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"{output} is a file; give -o a folder")
    if any(target.iterdir()) and not (target / MARK).is_file():
        raise UsageError(
            f"{output} holds files that are not a site of ours; give -o another folder, or empty it"
        )
