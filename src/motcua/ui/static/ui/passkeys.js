// Asks the browser for a passkey and sends what it answers with the form.
// Inputs: form[data-passkey="create" | "get"] with data-options (JSON of the server), a hidden
// input named credential, and an element [data-passkey-trouble] with words for when it fails.

const toBytes = (text) => Uint8Array.from(
  atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function questionOf(options) {
  const asked = { ...options, challenge: toBytes(options.challenge) };
  if (asked.user) asked.user = { ...asked.user, id: toBytes(asked.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (asked[list]) asked[list] = asked[list].map((one) => ({ ...one, id: toBytes(one.id) }));
  }
  return { publicKey: asked };
}

function answerOf(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id, rawId: toText(credential.rawId), type: credential.type, response,
    clientExtensionResults: {},
  });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const trouble = form.querySelector("[data-passkey-trouble]");
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    trouble.hidden = true;
    try {
      const question = questionOf(JSON.parse(form.dataset.options).publicKey);
      const credential = await navigator.credentials[form.dataset.passkey](question);
      form.elements.credential.value = answerOf(credential);
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  });
}
