// GraphiQL's memory of tabs and history, under names of our own: other GraphiQLs are served from localhost too,
// and their tabs would replace ours.
const PREFIX = "doorstep:";

const ownKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

export const storage = {
  getItem: (key) => localStorage.getItem(PREFIX + key),
  setItem: (key, value) => localStorage.setItem(PREFIX + key, value),
  removeItem: (key) => localStorage.removeItem(PREFIX + key),
  clear: () => ownKeys().forEach((key) => localStorage.removeItem(key)),
  get length() {
    return ownKeys().length;
  },
};
