import { existsSync } from 'node:fs'

/** The files that state what the simulation knows of the service. */
export const FILES = {
  operations: 'mocks/model/operation-names.ts',
  errors: 'mocks/errors/catalogue.ts',
  shapes: 'mocks/model/shapes.ts',
  ports: 'mocks/world/port-info.ts',
  endpoints: 'mocks/protocol/endpoint.ts',
} as const

const ENUMS: Readonly<Record<string, string>> = {
  NetworkProtocol: 'mocks/world/port-rule.ts',
  RegionName: 'mocks/model/regions.ts',
  IpAddressType: FILES.shapes,
  AppCategory: FILES.shapes,
  AddOnType: 'mocks/operations/add-ons.ts',
  InstanceMetricName: 'mocks/model/metrics.ts',
  MetricUnit: 'mocks/model/metrics.ts',
  MetricStatistic: 'mocks/model/metrics.ts',
}

/** The file that has the values of an enum; the record of AWS's outputs for an enum that the simulation only sends. */
export const fileOfEnum = (name: string): string => ENUMS[name] ?? 'test/drift/recorded/aws.json'

/** The file of an operation: that of the operation if it is simulated. */
export function fileOfOperation(name: string): string {
  const file = `mocks/operations/${name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}.ts`
  return existsSync(new URL(`../../${file}`, import.meta.url)) ? file : FILES.operations
}
