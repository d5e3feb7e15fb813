import { benchEngine, benchMemory } from './engine.ts'
import { benchHttpServer } from './http-server.ts'
import { benchRequestHandler } from './request-handler.ts'

/** Prints every figure that the documentation quotes. Ratios are taken within one run; absolute times are this machine's. */
benchEngine()
await benchRequestHandler()
await benchHttpServer()
benchMemory()
