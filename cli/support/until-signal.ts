const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Waits for SIGINT (Ctrl-C) or SIGTERM. A second signal ends the process at once, as Node does by default. */
export async function untilSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = () => {
      for (const signal of SIGNALS) process.off(signal, end)
      resolve()
    }
    for (const signal of SIGNALS) process.on(signal, end)
  })
}
