// Command opener opens ports with the AWS SDK for Go. Its argument names its habit, right or wrong.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/lightsail"
	"github.com/aws/aws-sdk-go-v2/service/lightsail/types"
)

var instance = os.Getenv("LIGHTSAIL_INSTANCE")

// job reads the rules to open.
func job() ([]types.PortInfo, error) {
	var rules []struct {
		Protocol         types.NetworkProtocol
		FromPort, ToPort int32
	}
	if err := json.Unmarshal([]byte(os.Getenv("LIGHTSAIL_PORTS")), &rules); err != nil {
		return nil, fmt.Errorf("read LIGHTSAIL_PORTS: %w", err)
	}
	var ports []types.PortInfo
	for _, rule := range rules {
		ports = append(ports, types.PortInfo{Protocol: rule.Protocol, FromPort: rule.FromPort, ToPort: rule.ToPort})
	}
	return ports, nil
}

func check(operation *types.Operation) error {
	if operation == nil {
		return fmt.Errorf("the reply names no operation")
	}
	if operation.Status == types.OperationStatusFailed {
		return fmt.Errorf("the operation %s failed", aws.ToString(operation.Id))
	}
	return nil
}

func openEach(ctx context.Context, client *lightsail.Client, ports []types.PortInfo) error {
	for _, port := range ports {
		output, err := client.OpenInstancePublicPorts(ctx, &lightsail.OpenInstancePublicPortsInput{
			InstanceName: &instance,
			PortInfo:     &port,
		})
		if err != nil {
			return fmt.Errorf("open %d: %w", port.FromPort, err)
		}
		if err := check(output.Operation); err != nil {
			return err
		}
	}
	return nil
}

// merge puts every rule back that is there, changed, with those of the job in place of its own.
func merge(ctx context.Context, client *lightsail.Client, ports []types.PortInfo, change func(*types.PortInfo)) error {
	states, err := client.GetInstancePortStates(ctx, &lightsail.GetInstancePortStatesInput{InstanceName: &instance})
	if err != nil {
		return fmt.Errorf("read the rules: %w", err)
	}
	if states.PortStates == nil {
		return fmt.Errorf("the reply holds no port states")
	}
	all := append([]types.PortInfo{}, ports...)
	for _, state := range states.PortStates {
		rule := types.PortInfo{
			Protocol:        state.Protocol,
			FromPort:        state.FromPort,
			ToPort:          state.ToPort,
			Cidrs:           state.Cidrs,
			Ipv6Cidrs:       state.Ipv6Cidrs,
			CidrListAliases: state.CidrListAliases,
		}
		if !isIn(rule, ports) {
			change(&rule)
			all = append(all, rule)
		}
	}
	output, err := client.PutInstancePublicPorts(ctx, &lightsail.PutInstancePublicPortsInput{
		InstanceName: &instance,
		PortInfos:    all,
	})
	if err != nil {
		return fmt.Errorf("put the rules: %w", err)
	}
	return check(output.Operation)
}

func isIn(rule types.PortInfo, ports []types.PortInfo) bool {
	for _, port := range ports {
		if port.Protocol == rule.Protocol && port.FromPort == rule.FromPort && port.ToPort == rule.ToPort {
			return true
		}
	}
	return false
}

func run(habit string) error {
	attempts := map[string]int{"five-attempts": 5}[habit]
	client := lightsail.New(lightsail.Options{
		// 0 is the default: three.
		RetryMaxAttempts: attempts,
		Region:           os.Getenv("AWS_REGION"),
		BaseEndpoint:     aws.String(os.Getenv("AWS_ENDPOINT_URL")),
		HTTPClient:       &http.Client{Timeout: 3 * time.Second},
		Credentials: credentials.NewStaticCredentialsProvider(
			os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), os.Getenv("AWS_SESSION_TOKEN")),
	})
	ports, err := job()
	if err != nil {
		return err
	}
	ctx := context.Background()
	switch habit {
	case "opens-each", "five-attempts":
		return openEach(ctx, client, ports)
	case "merges":
		return merge(ctx, client, ports, func(*types.PortInfo) {})
	case "forgets-sources":
		return merge(ctx, client, ports, func(rule *types.PortInfo) {
			rule.Cidrs, rule.Ipv6Cidrs, rule.CidrListAliases = nil, nil, nil
		})
	case "exits-with-0":
		if err := openEach(ctx, client, ports); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		return nil
	}
	return fmt.Errorf("no habit is named %q", habit)
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
