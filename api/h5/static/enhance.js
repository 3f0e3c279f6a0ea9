// What a script may add to pages that already work without one. It holds no words: they stand in the page's data attributes.
const all = (selector, root = document) => root.querySelectorAll(selector)
const one = (selector, root = document) => root.querySelector(selector)
const pause = (seconds) => new Promise((go) => setTimeout(go, seconds * 1000))

const page = async (address, options) => {
  const answer = await fetch(address, { credentials: "same-origin", ...options })
  if (!answer.ok) throw new Error(String(answer.status))
  return new DOMParser().parseFromString(await answer.text(), "text/html")
}
const put = (fresh, id) => {
  const there = document.getElementById(id), next = fresh.getElementById(id)
  if (!there || !next || there.innerHTML === next.innerHTML) return
  const open = [...all("details", there)].map((fold) => fold.open)
  there.className = next.className
  there.replaceChildren(...next.childNodes)
  all("details", there).forEach((fold, at) => { fold.open = open[at] ?? fold.open })
  enhance(there)
}

// Errors first, so that nobody has to look for them.
one("[data-focus]")?.focus()

// Coming back after sending, or after signing out: what stands here may not be so any more.
addEventListener("pageshow", (event) => { if (event.persisted && one("[data-own]")) location.reload() })

// One tap, one request.
addEventListener("submit", (event) => {
  const form = event.target
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = "yes"
  all("button", form).forEach((button) => button.setAttribute("aria-disabled", "true"))
})
addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => {
  delete form.dataset.sent
  all("button", form).forEach((button) => button.removeAttribute("aria-disabled"))
}))

// Progress: ask, wait, draw again when something happened.
const follow = async (live) => {
  let failed = 0
  while (live.isConnected) {
    try {
      const answer = await fetch(live.dataset.live, { headers: { Accept: "application/json" }, credentials: "same-origin" })
      if (answer.status === 401 || answer.status === 404) return
      if (!answer.ok) throw new Error(String(answer.status))
      const news = await answer.json()
      failed = 0
      if (news.items.length) {
        live.dataset.live = live.dataset.live.replace(/after=\d*/, "after=" + news.next)
        put(await page(location.href), live.id)
      }
      await pause(document.hidden ? 20 : 1)
    } catch {
      failed += 1
      await pause(Math.min(60, 2 ** failed))
    }
  }
}

// Search as people type; half-typed Chinese is not asked for.
const find = (input) => {
  let asked = "", timer
  const ask = async () => {
    const q = input.value.trim()
    if (q === asked) return
    asked = q
    let found = document.getElementById(input.dataset.find)
    if (!found) {
      found = document.createElement("div")
      found.id = input.dataset.find
      found.className = "stack"
      ;(input.closest(".hero") ?? input.form).after(found)
    }
    const rest = (hidden) => all("[data-rest]").forEach((part) => { part.hidden = hidden })
    if (!q) return rest(false), found.replaceChildren()
    try {
      const fresh = await page("/search?q=" + encodeURIComponent(q))
      if (asked === q) put(fresh, found.id), rest(true)
    } catch { /* the button still works */ }
  }
  input.addEventListener("input", (event) => {
    clearTimeout(timer)
    if (!event.isComposing) timer = setTimeout(ask, 200)
  })
  input.addEventListener("compositionend", ask)
}

// A code that lives a minute: count down, then fetch another, five times at most.
let renewed = 0
const count = (line) => {
  const end = Date.now() + line.dataset.countdown * 1000
  const whole = line.dataset.countdown * 1000
  const box = line.closest(".pass"), sand = one(".sand", box)
  line.hidden = sand.hidden = false
  const tick = async () => {
    if (!line.isConnected) return
    const left = Math.max(0, end - Date.now())
    line.textContent = left ? line.dataset.says.replace("{seconds}", Math.ceil(left / 1000)) : line.dataset.over
    sand.firstElementChild.style.transform = `scaleX(${left / whole})`
    box.classList.toggle("over", !left)
    if (left) return setTimeout(tick, 500)
    const form = one("[data-renew]")
    if (!form || renewed >= 5 || document.hidden) return
    renewed += 1
    put(await page(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }), form.dataset.renew)
  }
  tick()
}

// Read the page aloud: heading, text, questions and answers, in the page's language.
const speak = (button) => {
  const voice = window.speechSynthesis, says = one("span", button)
  const stop = () => {
    voice.cancel()
    button.setAttribute("aria-pressed", "false")
    says.textContent = button.dataset.off
  }
  button.hidden = false
  addEventListener("pagehide", stop)
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return stop()
    const parts = [...all("h1, h2, p, dt, dd, label, li, button", one("main"))]
      .filter((part) => part.checkVisibility?.() !== false)
      .filter((part, _, parts) => !parts.some((other) => other !== part && other.contains(part)))
    button.setAttribute("aria-pressed", "true")
    says.textContent = button.dataset.on
    parts.forEach((part, at) => {
      const said = new SpeechSynthesisUtterance(part.innerText)
      said.lang = document.documentElement.lang
      said.rate = 0.9
      if (at === parts.length - 1) said.onend = stop
      voice.speak(said)
    })
  })
}

// The photo just chosen, before it is sent.
const preview = (input) => input.addEventListener("change", () => {
  one(".preview", input.parentElement)?.remove()
  const file = input.files[0]
  if (!file?.type.startsWith("image/")) return
  const box = document.createElement("p"), picture = new Image()
  box.className = "preview"
  picture.alt = input.dataset.preview
  picture.src = URL.createObjectURL(file)
  picture.onload = () => URL.revokeObjectURL(picture.src)
  box.append(picture, input.dataset.preview)
  input.after(box)
})

const enhance = (root) => {
  all("[data-countdown]", root).forEach(count)
  all("[data-print]", root).forEach((button) => {
    button.hidden = false
    button.addEventListener("click", () => print())
  })
}
enhance(document)
all("[data-live]").forEach((live) => {
  all("[data-plain]").forEach((line) => { line.hidden = true })
  follow(live)
})
all("[data-find]").forEach(find)
all("[data-preview]").forEach(preview)
if ("speechSynthesis" in window) all("[data-speak]").forEach(speak)
