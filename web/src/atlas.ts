/** What every page of the atlas needs: theme, search, lens, sorting, copying. */

import { startLens } from "./chooser";
import { startCopying } from "./copy";
import { adopt } from "./dom";
import { startResults, startSearch } from "./search";
import { startSorting } from "./sort";
import css from "./style/atlas.css";
import { startTheme } from "./theme";

startTheme();
adopt(css);
startSorting();
startLens();
startCopying();
startSearch();
void startResults();
document.documentElement.dataset["ready"] = "yes";
