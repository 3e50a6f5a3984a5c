// What is typed and not sent yet, kept on this machine: it survives a closed tab, a crash and an ended session.

export function stored(deed) {
  try {
    return deed();
  } catch {
    return null; // storage is forbidden: the words stand in the form alone
  }
}

export const draft = (key) => stored(() => localStorage.getItem(key)) ?? "";
export const dropDraft = (key) => stored(() => localStorage.removeItem(key));

export function keepDraft(key, text) {
  return stored(() => {
    if (text.trim()) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
    return true;
  });
}

// On pages of their own the draft goes once the answer says that what was sent is there.
export const markSent = (key) => stored(() => sessionStorage.setItem("sent", key));

// `kind` begins the key: what is there need not be what was sent last.
export function dropSent(kind) {
  const key = stored(() => sessionStorage.getItem("sent"));
  if (!key?.startsWith(kind)) return;
  dropDraft(key);
  stored(() => sessionStorage.removeItem("sent"));
}
