import { METRICS, STATISTICS, UNITS } from '../model/metrics.ts'
import { integer, list, structure, timestamp } from '../model/shape.ts'
import { oneOf, resourceName } from '../model/shapes.ts'
import { onInstance } from './operation.ts'

/**
 * Answers without data points: nothing is measured.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetInstanceMetricData.html
 */
export const getInstanceMetricData = onInstance({
  name: 'GetInstanceMetricData',
  input: structure(
    {
      instanceName: resourceName,
      metricName: oneOf(METRICS),
      period: integer,
      startTime: timestamp,
      endTime: timestamp,
      unit: oneOf(UNITS),
      statistics: list(oneOf(STATISTICS)),
    },
    ['instanceName', 'metricName', 'period', 'startTime', 'endTime', 'unit', 'statistics'],
  ),
  instanceIn: 'instanceName',
  authorizedOn: '*',
  check(input, complain) {
    const { period = 60, startTime = 0, endTime = 0 } = input
    // Model: MetricPeriod. That it is a multiple of 60 is documented.
    if (period < 60 || period > 86_400 || period % 60 !== 0) {
      complain('period', `${period} is not a multiple of 60 from 60 to 86400`)
    }
    if (startTime > endTime) complain('startTime', 'it is later than endTime')
    return input
  },
  run: (_context, { metricName }) => ({ metricName, metricData: [] }),
})
