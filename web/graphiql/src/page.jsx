// The page: GraphiQL with operations in its tabs and a field for the viewer's token.
import "./workers.js";
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "./page.css";

import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

import { fetcher } from "./fetcher.js";
import { storage } from "./storage.js";
import { TokenField } from "./TokenField.jsx";

export function show(operations) {
  createRoot(document.getElementById("graphiql")).render(
    <GraphiQL
      fetcher={fetcher}
      defaultTabs={operations}
      storage={storage}
      inputValueDeprecation
      schemaDescription
      defaultEditorToolsVisibility={false}
    >
      <GraphiQL.Logo>
        <TokenField />
        <span>Doorstep</span>
      </GraphiQL.Logo>
    </GraphiQL>,
  );
}
