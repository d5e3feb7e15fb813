import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A reply of HTTP. */
export interface HttpReply {
  readonly status: number
  readonly body: string
  readonly closes: boolean
}

/** A connection on which bytes are written by hand, and replies are read one after the other. */
export class Connection {
  readonly #socket: Socket
  #received: Buffer = Buffer.alloc(0)
  #waiting: (() => void) | undefined
  #isClosed = false

  private constructor(socket: Socket) {
    this.#socket = socket
    const wake = (): void => this.#waiting?.()
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk])
      wake()
    })
    // A reset is an end, too.
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#isClosed = true
      wake()
    })
  }

  /**
   * Opens a connection; returns `undefined` if it is refused. One that the server has closed meanwhile, because this
   * process was too late to use it, is a connection.
   */
  static async open(port: number): Promise<Connection | undefined> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const connection = new Connection(socket)
    let isRefused = false
    socket.once('error', ({ code }: NodeJS.ErrnoException) => {
      isRefused = code === 'ECONNREFUSED'
    })
    await Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => {})
    return isRefused ? undefined : connection
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** The bytes that came after the last whole reply. */
  get rest(): string {
    return this.#received.toString('latin1')
  }

  write(bytes: string): void {
    this.#socket.write(bytes, 'latin1')
  }

  /** Ends the connection without a farewell. */
  destroy(): void {
    this.#socket.destroy()
  }

  /** Ends the own half of the connection. */
  end(): void {
    this.#socket.end()
  }

  /**
   * Waits for the next reply. Returns `undefined` if the connection is closed before it is whole.
   *
   * @throws {Error} if what comes is no reply of HTTP
   */
  async nextReply(): Promise<HttpReply | undefined> {
    for (;;) {
      const reply = this.#takeReply()
      if (reply !== undefined || this.#isClosed) return reply
      await new Promise<void>((resolve) => {
        this.#waiting = resolve
      })
    }
  }

  /** Waits until the connection is closed, or for some milliseconds. Returns true if it is closed. */
  async untilClosed(ms: number): Promise<boolean> {
    if (this.#isClosed) return true
    const closed = new Promise((resolve) => this.#socket.once('close', resolve))
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, ms).unref())])
    return this.#isClosed
  }

  #takeReply(): HttpReply | undefined {
    const end = this.#received.indexOf('\r\n\r\n')
    if (end === -1) return undefined
    const head = this.#received.toString('latin1', 0, end)
    const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(head) ?? []
    if (status === undefined) throw new Error(`no reply of HTTP: ${JSON.stringify(head.slice(0, 80))}`)
    const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
    if (this.#received.length < end + 4 + length) return undefined
    const body = this.#received.toString('utf8', end + 4, end + 4 + length)
    this.#received = this.#received.subarray(end + 4 + length)
    return { status: Number(status), body, closes: /^connection: *close/im.test(head) }
  }
}
