/** Model: InstanceMetricName. */
export const METRICS = [
  'BurstCapacityPercentage',
  'BurstCapacityTime',
  'CPUUtilization',
  'DiskQueueLength',
  'DiskReadBytes',
  'DiskReadOps',
  'DiskTotalReadTime',
  'DiskTotalWriteTime',
  'DiskWriteBytes',
  'DiskWriteOps',
  'MetadataNoToken',
  'NetworkIn',
  'NetworkOut',
  'StatusCheckFailed',
  'StatusCheckFailed_Instance',
  'StatusCheckFailed_System',
] as const

const SCALES = ['', 'Kilo', 'Mega', 'Giga', 'Tera'] as const
const scaled = (unit: string): string[] => SCALES.map((scale) => (scale === '' ? capitalized(unit) : scale + unit))
const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Model: MetricUnit. */
export const UNITS: readonly string[] = [
  ...['bytes', 'bits', 'bytes/Second', 'bits/Second'].flatMap(scaled),
  'Count',
  'Count/Second',
  'Microseconds',
  'Milliseconds',
  'None',
  'Percent',
  'Seconds',
]

/** Model: MetricStatistic. */
export const STATISTICS = ['Minimum', 'Maximum', 'Sum', 'Average', 'SampleCount'] as const
