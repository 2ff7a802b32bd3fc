package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"strings"

	"depot/dtos"
)

func send(message any, answer any, key string) {
	body, _ := json.Marshal(message)
	url := os.Getenv("GATEWAY") + "/api/" + reflect.TypeOf(message).Name()
	request, _ := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	if key != "" {
		request.Header.Set("X-Api-Key", key)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(answer); err != nil {
		panic(err)
	}
}

func main() {
	to := "Zoë \"7\" & Söhne"
	bolt, nut := "bolt", "nut"
	parcel := dtos.ShipParcel{
		To:     &to,
		Colour: dtos.ColourDeepBlue,
		Parts:  []dtos.Part{{Name: &bolt, Count: 2}, {Name: &nut, Count: 3}},
		Marks:  []string{"a,b"},
	}
	answer := parcel.CreateResponse()
	send(parcel, &answer, os.Getenv("KEY"))
	var parts []string
	for _, part := range answer.Parts {
		parts = append(parts, fmt.Sprintf("%s*%d", *part.Name, part.Count))
	}
	fmt.Printf("%d|%s|%s|%s|%d\n", answer.Id, *answer.To, answer.Colour, strings.Join(parts, ","), answer.Total)
	var refused struct{ ResponseStatus struct{ ErrorCode string } }
	send(parcel, &refused, "")
	fmt.Println(refused.ResponseStatus.ErrorCode)
}
