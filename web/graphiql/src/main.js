// Where the page starts. It alone knows the ready operations: the large files behind the import do not depend on them,
// so a changed operation leaves their content, and with it their names, as they were.
import "./start.css";

import { operations } from "./operations.js";

const { show } = await import("./page.jsx");
show(operations);
