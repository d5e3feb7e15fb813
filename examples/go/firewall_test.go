package firewall

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/lightsail/types"
)

// openPorts reads which ports of an instance are open, without the code under test.
func openPorts(t *testing.T, name string) []int {
	t.Helper()
	var instance struct {
		Ports []struct {
			FromPort int `json:"fromPort"`
		} `json:"ports"`
	}
	mock(t, http.MethodGet, "/instances/"+name, nil, &instance)
	ports := []int{}
	for _, port := range instance.Ports {
		ports = append(ports, port.FromPort)
	}
	slices.Sort(ports)
	return ports
}

func TestHTTPSIsOpenAndNothingElseIsClosed(t *testing.T) {
	if err := OpenHTTPS(context.Background(), newClient(t), "web-1"); err != nil {
		t.Fatal(err)
	}
	if open := openPorts(t, "web-1"); !slices.Equal(open, []int{22, 80, 443}) {
		t.Errorf("open ports: %v", open)
	}
}

func TestAMissingInstanceIsAnError(t *testing.T) {
	var missing *types.NotFoundException
	if err := OpenHTTPS(context.Background(), newClient(t), "web-9"); !errors.As(err, &missing) {
		t.Errorf("error: %v", err)
	}
}

func TestAThrottledRequestIsSentAgain(t *testing.T) {
	client := newClient(t)
	mock(t, http.MethodPost, "/faults", map[string]any{"error": "ThrottlingException", "times": 1}, nil)
	if err := OpenHTTPS(context.Background(), client, "web-1"); err != nil {
		t.Fatal(err)
	}
	var calls []map[string]any
	mock(t, http.MethodGet, "/calls", nil, &calls)
	if len(calls) != 3 {
		t.Errorf("%d calls", len(calls))
	}
}
