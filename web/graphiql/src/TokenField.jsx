// The field beside the tabs that says who runs the operations.
import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useState } from "react";

import { keepToken, readToken } from "./token.js";

export function TokenField() {
  const [token, setToken] = useState(readToken);
  const hasSchema = useGraphiQL((state) => Boolean(state.schema));
  const { introspect } = useGraphiQLActions();

  function onChange(event) {
    setToken(keepToken(event.target.value));
    // A refused token also refuses the schema; the next token deserves another try.
    if (!hasSchema) introspect();
  }

  return (
    <input
      className="doorstep-token"
      type="search"
      aria-label="Access token"
      placeholder="Token: paste from doorstep token customer"
      title="Sent as Authorization: Bearer, kept until this browser tab closes. Print one with: doorstep token customer"
      autoComplete="off"
      spellCheck={false}
      value={token}
      onChange={onChange}
    />
  );
}
