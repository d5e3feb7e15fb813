import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { budget } from '../support/budget.ts'

/** Waits for something that a browser does in its own time. */
export const soon = <T>(read: () => T) => expect.poll(read, { timeout: budget(30_000) })

/** The element that has the focus. */
export const focused = (page: Page) => page.locator(':focus')

/**
 * Follows a link to a part of the page, and waits until the page's own listener has seen it. The browser opens the part
 * and moves the focus there at once, and the listener does so once more: what a test does in between would be undone.
 */
export async function follow(page: Page, followLink: () => Promise<unknown>): Promise<void> {
  const arrived = await page.evaluateHandle(() => {
    return { done: new Promise<void>((resolve) => addEventListener('hashchange', () => resolve(), { once: true })) }
  })
  await followLink()
  await arrived.evaluate(({ done }) => done)
}
