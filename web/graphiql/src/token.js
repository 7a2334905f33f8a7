// The viewer's access token. It lives in sessionStorage, so it ends with the browser tab.
const KEY = "doorstep:token";

export const readToken = () => sessionStorage.getItem(KEY) ?? "";

/** Keeps what was pasted, without "Bearer" and without the line breaks a terminal adds; returns the token. */
export function keepToken(pasted) {
  const token = pasted.replace(/^\s*Bearer\s/i, "").replace(/\s+/g, "");
  sessionStorage.setItem(KEY, token);
  return token;
}

/** The headers of a request, and equally the payload that opens a socket. */
export function authorization() {
  const token = readToken();
  return token ? { Authorization: `Bearer ${token}` } : {};
}
