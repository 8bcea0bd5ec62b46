"""``python -m taobao_kg``: the same as the ``taobao-kg`` command."""

import sys

from taobao_kg.cli.parser import main

if __name__ == "__main__":
    sys.exit(main())
