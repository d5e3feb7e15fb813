/**
 * Opens what a fragment leads to, and takes the focus there. New browsers do so themselves, and print
 * what `::details-content` shows; older ones do not.
 */
export const SCRIPT = `
function go() {
  const target = document.getElementById(location.hash.slice(1))
  if (!target) return
  for (let box = target.closest('details'); box; box = box.parentElement.closest('details')) box.open = true
  target.scrollIntoView()
  target.focus({ preventScroll: true })
}
addEventListener('hashchange', go)
addEventListener('click', ({ target }) => {
  const link = target.closest('a')
  if (link && link.hash === location.hash) go()
})
let opened = []
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('.wanting:not([open])')]
  for (const box of opened) box.open = true
})
addEventListener('afterprint', () => {
  for (const box of opened) box.open = false
})
go()
`
