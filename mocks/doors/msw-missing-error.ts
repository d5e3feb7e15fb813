/** Makes the error for a place that needs MSW, an optional peer dependency, and cannot load it. */
export function makeMswMissingError(failure: string, cause: unknown): Error {
  // Some runners explain at length why they cannot load a module.
  const [reason = ''] = String(cause).split('\n', 1)
  return new Error(
    `${failure}: MSW cannot be loaded. Install it (npm install --save-dev msw), or use the requestHandler, which needs no MSW. ${reason}`,
    { cause },
  )
}
