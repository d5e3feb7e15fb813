// Command life takes instances from their creation to their deletion with the AWS SDK for Go. This SDK has neither
// waiters nor paginators for Lightsail, so that it polls and follows page tokens as programs do. Its argument is the URL
// of the service.
package main

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/lightsail"
	"github.com/aws/aws-sdk-go-v2/service/lightsail/types"
)

var (
	ctx    = context.Background()
	url    string
	client *lightsail.Client
)

// must ends the program if a call fails.
func must[Output any](output Output, err error) Output {
	if err != nil {
		panic(err)
	}
	return output
}

func expect(holds bool, what string) {
	if !holds {
		panic("expected: " + what)
	}
}

// later moves the service's clock on, where a program would sleep.
func later() {
	body := strings.NewReader(`{"advance":"30m"}`)
	response := must(http.Post(url+"/_mock/clock", "application/json", body))
	defer response.Body.Close()
	expect(response.StatusCode == 200, "a clock that moves on")
}

// wait polls operations until they have ended.
func wait(operations []types.Operation) {
	expect(len(operations) > 0, "operations")
	for _, operation := range operations {
		for !aws.ToBool(operation.IsTerminal) {
			later()
			operation = *must(client.GetOperation(ctx, &lightsail.GetOperationInput{OperationId: operation.Id})).Operation
		}
		expect(operation.Status == types.OperationStatusSucceeded, "an operation that succeeds")
	}
}

func waitFor(name, state string) {
	for {
		output := must(client.GetInstanceState(ctx, &lightsail.GetInstanceStateInput{InstanceName: &name}))
		if aws.ToString(output.State.Name) == state {
			return
		}
		later()
	}
}

// pages calls a list until it gives no token of a next page.
func pages[Item any](list func(token *string) ([]Item, *string)) []Item {
	var all []Item
	var token *string
	for {
		items, next := list(token)
		all = append(all, items...)
		if next == nil {
			return all
		}
		token = next
	}
}

func instances() []types.Instance {
	return pages(func(token *string) ([]types.Instance, *string) {
		page := must(client.GetInstances(ctx, &lightsail.GetInstancesInput{PageToken: token}))
		return page.Instances, page.NextPageToken
	})
}

func activeNames() []string {
	return pages(func(token *string) ([]string, *string) {
		page := must(client.GetActiveNames(ctx, &lightsail.GetActiveNamesInput{PageToken: token}))
		return page.ActiveNames, page.NextPageToken
	})
}

// choose picks the zone, the cheapest plan and the image, as installers do.
func choose() (zone, bundle, blueprint *string) {
	regions := must(client.GetRegions(ctx, &lightsail.GetRegionsInput{IncludeAvailabilityZones: aws.Bool(true)}))
	for _, region := range regions.Regions {
		if region.Name == types.RegionNameUsEast1 {
			zone = region.AvailabilityZones[0].ZoneName
		}
	}
	bundles := pages(func(token *string) ([]types.Bundle, *string) {
		page := must(client.GetBundles(ctx, &lightsail.GetBundlesInput{PageToken: token}))
		return page.Bundles, page.NextPageToken
	})
	price := float32(1e6)
	for _, one := range bundles {
		isLinux := one.SupportedPlatforms[0] == types.InstancePlatformLinuxUnix
		if *one.IsActive && isLinux && *one.PublicIpv4AddressCount == 1 && *one.Price < price {
			price, bundle = *one.Price, one.BundleId
		}
	}
	blueprints := pages(func(token *string) ([]types.Blueprint, *string) {
		page := must(client.GetBlueprints(ctx, &lightsail.GetBlueprintsInput{PageToken: token}))
		return page.Blueprints, page.NextPageToken
	})
	for _, one := range blueprints {
		if aws.ToString(one.Group) == "ubuntu_24" && *one.IsActive {
			blueprint = one.BlueprintId
		}
	}
	return zone, bundle, blueprint
}

func main() {
	url = os.Args[1]
	client = lightsail.New(lightsail.Options{
		Region:       "us-east-1",
		BaseEndpoint: &url,
		Credentials:  credentials.NewStaticCredentialsProvider("test", "test", ""),
	})
	zone, bundle, blueprint := choose()
	keyPair := must(client.CreateKeyPair(ctx, &lightsail.CreateKeyPairInput{KeyPairName: aws.String("key-1")}))
	block, _ := pem.Decode([]byte(*keyPair.PrivateKeyBase64))
	must(x509.ParsePKCS1PrivateKey(block.Bytes))
	must(client.ImportKeyPair(ctx, &lightsail.ImportKeyPairInput{
		KeyPairName:     aws.String("key-2"),
		PublicKeyBase64: keyPair.PublicKeyBase64,
	}))

	var names []string
	for number := range 120 {
		names = append(names, fmt.Sprintf("node-%d", number))
	}
	app := aws.String(names[119])
	create := &lightsail.CreateInstancesInput{
		InstanceNames:    names,
		AvailabilityZone: zone,
		BundleId:         bundle,
		BlueprintId:      blueprint,
		KeyPairName:      aws.String("key-1"),
		Tags:             []types.Tag{{Key: aws.String("team"), Value: aws.String("web")}},
	}
	created := must(client.CreateInstances(ctx, create))
	put := &lightsail.PutInstancePublicPortsInput{
		InstanceName: app,
		PortInfos:    []types.PortInfo{{FromPort: 443, ToPort: 443, Protocol: types.NetworkProtocolTcp}},
	}
	var early *types.OperationFailureException
	_, err := client.PutInstancePublicPorts(ctx, put)
	expect(errors.As(err, &early), "a Put on a pending instance to be refused")
	wait(created.Operations)
	var taken *types.InvalidInputException
	_, err = client.CreateInstances(ctx, create)
	expect(errors.As(err, &taken) && strings.HasPrefix(taken.ErrorMessage(), "Some names are already in use: node-0"), "names in use")
	expect(len(instances()) == 120, "120 instances")

	must(client.PutInstancePublicPorts(ctx, put))
	ports := must(client.GetInstancePortStates(ctx, &lightsail.GetInstancePortStatesInput{InstanceName: app}))
	expect(len(ports.PortStates) == 1 && ports.PortStates[0].FromPort == 443, "one open port")
	ip := aws.String("ip-1")
	wait(must(client.AllocateStaticIp(ctx, &lightsail.AllocateStaticIpInput{StaticIpName: ip})).Operations)
	wait(must(client.AttachStaticIp(ctx, &lightsail.AttachStaticIpInput{StaticIpName: ip, InstanceName: app})).Operations)
	address := must(client.GetStaticIp(ctx, &lightsail.GetStaticIpInput{StaticIpName: ip})).StaticIp.IpAddress
	instance := must(client.GetInstance(ctx, &lightsail.GetInstanceInput{InstanceName: app})).Instance
	expect(*instance.PublicIpAddress == *address && *instance.IsStaticIp && *instance.SshKeyName == "key-1", "the address")

	must(client.StopInstance(ctx, &lightsail.StopInstanceInput{InstanceName: app}))
	waitFor(*app, "stopped")
	wait(must(client.StartInstance(ctx, &lightsail.StartInstanceInput{InstanceName: app})).Operations)
	waitFor(*app, "running")
	wait(must(client.SetIpAddressType(ctx, &lightsail.SetIpAddressTypeInput{
		ResourceType:  types.ResourceTypeInstance,
		ResourceName:  app,
		IpAddressType: types.IpAddressTypeIpv4,
	})).Operations)
	must(client.TagResource(ctx, &lightsail.TagResourceInput{ResourceName: app, Tags: []types.Tag{{Key: aws.String("stage")}}}))
	access := must(client.GetInstanceAccessDetails(ctx, &lightsail.GetInstanceAccessDetailsInput{InstanceName: app}))
	expect(*access.AccessDetails.Username == "ubuntu" && access.AccessDetails.ExpiresAt.After(time.Unix(0, 0)), "access details")
	must(client.GetInstanceMetricData(ctx, &lightsail.GetInstanceMetricDataInput{
		InstanceName: app,
		MetricName:   types.InstanceMetricNameCPUUtilization,
		Period:       aws.Int32(300),
		StartTime:    aws.Time(time.Now().Add(-time.Hour)),
		EndTime:      aws.Time(time.Now()),
		Unit:         types.MetricUnitPercent,
		Statistics:   []types.MetricStatistic{types.MetricStatisticAverage},
	}))
	expect(len(activeNames()) == 123, "123 active names")

	wait(must(client.DetachStaticIp(ctx, &lightsail.DetachStaticIpInput{StaticIpName: ip})).Operations)
	wait(must(client.ReleaseStaticIp(ctx, &lightsail.ReleaseStaticIpInput{StaticIpName: ip})).Operations)
	for _, name := range names {
		wait(must(client.DeleteInstance(ctx, &lightsail.DeleteInstanceInput{InstanceName: &name})).Operations)
	}
	for _, name := range []string{"key-1", "key-2"} {
		must(client.DeleteKeyPair(ctx, &lightsail.DeleteKeyPairInput{KeyPairName: &name}))
	}
	var missing *types.NotFoundException
	_, err = client.GetInstance(ctx, &lightsail.GetInstanceInput{InstanceName: app})
	expect(errors.As(err, &missing), "an instance that is gone")
	expect(len(activeNames()) == 0, "no names")
	fmt.Println("done")
}
