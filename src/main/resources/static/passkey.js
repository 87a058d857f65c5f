// Signing in by a key in the reader's device (Web Authentication). Each form with data-passkey is shown where the browser
// has such keys; what is asked of it comes from the address beside the form's, and what it answers is sent with the form.

const forms = [...document.querySelectorAll("form[data-passkey]")];
const can = Boolean(window.PublicKeyCredential) && forms.every((form) => new URL(form.dataset.site).origin === location.origin);
let waiting = null;

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

/** What the form may ask the browser for; null if it may not, and the page that follows the form says why. */
async function options(form) {
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(`${form.getAttribute("action")}/options`, { method: "POST", body }).catch(() => null);
  return answer?.ok && !answer.redirected ? answer.json() : null;
}

/** As PublicKeyCredential.toJSON writes it, which not every browser has. */
function written(key, more) {
  const response = { clientDataJSON: text(key.response.clientDataJSON), ...more };
  return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, clientExtensionResults: {}, response });
}

async function make({ challenge, site, siteName, handle, name, known }) {
  const key = await navigator.credentials.create({ publicKey: {
    challenge: bytes(challenge),
    rp: { id: site, name: siteName },
    user: { id: bytes(handle), name, displayName: name },
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: known.map((id) => ({ type: "public-key", id: bytes(id) })),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    attestation: "none",
  } });
  return written(key, { attestationObject: text(key.response.attestationObject) });
}

async function use({ challenge, site }, how) {
  const publicKey = { challenge: bytes(challenge), rpId: site, userVerification: "required" };
  const key = await navigator.credentials.get({ ...how, publicKey });
  const { authenticatorData, signature, userHandle } = key.response;
  return written(key, { authenticatorData: text(authenticatorData), signature: text(signature),
    userHandle: userHandle && text(userHandle) });
}

function send(form, credential) {
  form.elements.credential.value = credential;
  form.submit();
}

async function press(event) {
  const form = event.target;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  waiting?.abort();
  const say = (name) => form.querySelectorAll("[data-say]").forEach((line) => { line.hidden = line.dataset.say !== name; });
  say("");
  for (const field of form.querySelectorAll("[data-from]")) {
    field.value = document.getElementById(field.dataset.from)?.value ?? "";
  }
  try {
    const asked = await options(form);
    send(form, asked ? await (form.dataset.passkey === "make" ? make(asked) : use(asked, {})) : "");
  } catch (e) {
    say(e.name === "InvalidStateError" ? "known" : "none");
    form.ariaBusy = null;
  }
}

/** Offers keys where the name is typed, for as long as the page is open. */
async function offer(form) {
  if (!await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
  const asked = await options(form);
  if (!asked || form.ariaBusy === "true") return;
  waiting = new AbortController();
  use(asked, { mediation: "conditional", signal: waiting.signal }).then((credential) => send(form, credential)).catch(() => {});
}

for (const form of forms) {
  form.hidden = !can;
  form.addEventListener("submit", press);
}
document.querySelectorAll("[data-no-passkey]").forEach((line) => { line.hidden = can; });
const offering = can && document.querySelector("form[data-passkey][data-offer]");
if (offering) offer(offering);
