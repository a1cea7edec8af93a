/* What pages add where scripts run; without it every page says the same, only less of now. */
"use strict";
