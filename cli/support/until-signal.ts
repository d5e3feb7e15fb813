const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Waits for Ctrl-C, or for being told to end. A second signal then ends the process as it does any other. */
export async function untilSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = () => {
      for (const signal of SIGNALS) process.off(signal, end)
      resolve()
    }
    for (const signal of SIGNALS) process.on(signal, end)
  })
}
