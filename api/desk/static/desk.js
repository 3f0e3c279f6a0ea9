// What a script adds to a desk that already works without one: keys. It holds no words; they stand in the page.
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const one = (selector, root = document) => root.querySelector(selector)
const typing = (at) => at.matches("textarea, select, input:not([type=checkbox], [type=radio])")

one("[data-focus]")?.focus()

// One press, one request.
addEventListener("submit", (event) => {
  const form = event.target
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = "yes"
  all("button", form).forEach((button) => button.setAttribute("aria-disabled", "true"))
})
addEventListener("pageshow", (event) => {
  if (event.persisted) return location.reload()
  all("form[data-sent]").forEach((form) => {
    delete form.dataset.sent
    all("button", form).forEach((button) => button.removeAttribute("aria-disabled"))
  })
})

// The list of keys lies in the page; it covers nothing that is being written.
const keys = one("#keys")
let before = null
const show = (shown) => {
  if (!keys || keys.hasAttribute("data-shown") === shown) return
  keys.toggleAttribute("data-shown", shown)
  if (shown) before = document.activeElement
  const to = shown ? keys : before
  to?.focus({ preventScroll: true })
}
all("[data-keys]").forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); show(!keys.hasAttribute("data-shown")) }))
all("[data-shut]").forEach((link) => link.addEventListener("click", (event) => {
  event.preventDefault()
  if (location.hash === "#keys") history.replaceState(null, "", location.pathname + location.search)
  show(false)
}))

// Walking along a list: the focus itself moves, so that Enter, Tab and a screen reader agree on where one is.
const rows = () => all("[data-list] [data-row]")
const row = () => document.activeElement.closest("[data-row]")
const walk = (step) => {
  const list = rows(), at = list.indexOf(row())
  const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step]
  if (next) return one("[data-open]", next).focus()
  if (step > 0) one("[data-more]")?.focus()
}

// How many are chosen.
const picks = () => all("[data-pick]")
const tell = () => {
  const says = one("[data-chosen]")
  if (!says) return
  says.dataset.none ??= says.textContent
  const n = picks().filter((box) => box.checked).length
  says.textContent = n ? says.dataset.says.replace("{n}", n) : says.dataset.none
}
const pick = (box) => { if (box) { box.checked = !box.checked; tell() } }
const pickAll = () => {
  const boxes = picks(), on = !boxes.every((box) => box.checked)
  boxes.forEach((box) => { box.checked = on })
  tell()
}
all("[data-pick]").forEach((box) => box.addEventListener("change", tell))
tell()

// A key leads to what bears it: a link is followed, a button pressed, a folded way opened, a box entered.
const lead = (to) => {
  if (to.matches("summary")) {
    to.parentElement.open = true
    to.scrollIntoView({ block: "nearest" })
    const box = one("textarea, select, input:not([type=hidden], [type=checkbox])", to.parentElement) ?? one("button", to.parentElement)
    box?.focus()
    box?.scrollIntoView({ block: "nearest" })
  } else if (to.matches("input, textarea")) {
    to.focus()
    to.select()
  } else if (to.closest(".batch")) to.focus()
  else to.click()
}
const leave = (at) => {
  if (keys?.hasAttribute("data-shown")) return show(false)
  if (!typing(at)) return
  at.blur()
  at.closest("details")?.querySelector("summary").focus()
}
const own = {
  "?": () => show(!keys?.hasAttribute("data-shown")),
  j: () => walk(1),
  k: () => walk(-1),
  x: () => pick(row() && one("[data-pick]", row())),
  "*": pickAll,
  c: () => row() && one("[data-hold]", row())?.click(),
}
addEventListener("keydown", (event) => {
  const at = document.activeElement ?? document.body
  if (event.isComposing || event.altKey || event.metaKey) return
  if (event.key === "Enter" && event.ctrlKey && at.form) {
    event.preventDefault()
    return at.form.requestSubmit(one("button[name=then]", at.form) ?? one("button", at.form))
  }
  if (event.ctrlKey) return
  if (event.key === "Escape") return leave(at)
  if (typing(at)) return
  const key = event.key
  const borne = all("[data-key]").find((each) => each.dataset.key === key)
  if (!borne && !(own[key] && (rows().length || key === "?"))) return
  event.preventDefault()
  if (borne) lead(borne)
  else own[key]()
})

// A ready phrase goes into its box, where it can be written over.
all("[data-say]").forEach((phrase) => phrase.addEventListener("click", (event) => {
  const box = document.getElementById(phrase.dataset.into)
  event.preventDefault()
  box.value = phrase.dataset.say
  box.focus()
}))

// Coming to a way that the address unfolded: its box is where one writes. A fragment takes the focus away, so this is last.
addEventListener("load", () => {
  const way = document.getElementById(location.hash.slice(1))
  if (way?.matches("details[open]")) one("textarea, button", way)?.focus()
})
