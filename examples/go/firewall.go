// Package firewall opens ports of Lightsail instances.
package firewall

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/lightsail"
	"github.com/aws/aws-sdk-go-v2/service/lightsail/types"
)

// OpenHTTPS opens port 443 and leaves all other rules as they are. A Put replaces every rule, so that the open ports
// are read first, and put back together with the new one.
func OpenHTTPS(ctx context.Context, client *lightsail.Client, instance string) error {
	states, err := client.GetInstancePortStates(ctx, &lightsail.GetInstancePortStatesInput{InstanceName: &instance})
	if err != nil {
		return fmt.Errorf("read the ports of %s: %w", instance, err)
	}
	ports := []types.PortInfo{{Protocol: types.NetworkProtocolTcp, FromPort: 443, ToPort: 443}}
	for _, state := range states.PortStates {
		ports = append(ports, types.PortInfo{
			Protocol:        state.Protocol,
			FromPort:        state.FromPort,
			ToPort:          state.ToPort,
			Cidrs:           state.Cidrs,
			Ipv6Cidrs:       state.Ipv6Cidrs,
			CidrListAliases: state.CidrListAliases,
		})
	}
	input := &lightsail.PutInstancePublicPortsInput{InstanceName: &instance, PortInfos: ports}
	if _, err := client.PutInstancePublicPorts(ctx, input); err != nil {
		return fmt.Errorf("open 443/tcp of %s: %w", instance, err)
	}
	return nil
}
