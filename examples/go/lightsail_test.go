package firewall

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/lightsail"
)

// url is the address of the mock service.
var url string

// TestMain starts the mock service for all tests of the package. Node has to be installed.
func TestMain(m *testing.M) {
	os.Exit(runWithService(m))
}

func runWithService(m *testing.M) int {
	command := os.Getenv("LIGHTSAIL_PORTS")
	if command == "" {
		command = "npx --yes --package lightsail-ports-testkit lightsail-ports"
	}
	words := append(strings.Fields(command), "serve", "--port", "0")
	service := exec.Command(words[0], words[1:]...)
	service.Stderr = os.Stderr
	// npx starts a process of its own, so that the whole group is ended.
	service.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	output, err := service.StdoutPipe()
	if err == nil {
		err = service.Start()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "start lightsail-ports:", err)
		return 1
	}
	defer func() {
		_ = syscall.Kill(-service.Process.Pid, syscall.SIGTERM)
		_ = service.Wait()
	}()
	// The first line that it prints holds its URL.
	line, err := bufio.NewReader(output).ReadString('\n')
	url = regexp.MustCompile(`http://\S+`).FindString(line)
	if url == "" {
		fmt.Fprintln(os.Stderr, "lightsail-ports printed no URL:", line, err)
		return 1
	}
	return m.Run()
}

// mock sends a request to the service's own routes and decodes the answer into out, if there is one.
func mock(t *testing.T, method, path string, body, out any) {
	t.Helper()
	sent, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequest(method, url+"/_mock"+path, bytes.NewReader(sent))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		t.Fatalf("%s /_mock%s: %s", method, path, response.Status)
	}
	if out != nil {
		if err := json.NewDecoder(response.Body).Decode(out); err != nil {
			t.Fatal(err)
		}
	}
}

// newClient makes a client for the mock service, in the world that it was started with.
func newClient(t *testing.T) *lightsail.Client {
	t.Helper()
	mock(t, http.MethodPost, "/reset", struct{}{}, nil)
	return lightsail.New(lightsail.Options{
		Region:       "us-east-1",
		Credentials:  credentials.NewStaticCredentialsProvider("test", "test", ""),
		BaseEndpoint: aws.String(url),
	})
}
