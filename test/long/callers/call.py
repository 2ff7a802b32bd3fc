import json
import os
import urllib.error
import urllib.request
from dtos import Colour, Part, ShipParcel, Shipment

parcel = ShipParcel(
    to='Zoë "7" & Söhne',
    colour=Colour.DEEP_BLUE,
    parts=[Part(name="bolt", count=2), Part(name="nut", count=3)],
    marks=["a,b"],
)


def send(headers):
    url = f"{os.environ['GATEWAY']}/api/{type(parcel).__name__}"
    headers = {"Content-Type": "application/json", **headers}
    return urllib.request.urlopen(urllib.request.Request(url, parcel.to_json().encode(), headers, method="POST"))


answer = Shipment.from_json(send({"X-Api-Key": os.environ["KEY"]}).read())
parts = ",".join(f"{part.name}*{part.count}" for part in answer.parts)
print(answer.id, answer.to, answer.colour.value, parts, answer.total, sep="|")
try:
    send({})
except urllib.error.HTTPError as error:
    print(json.load(error)["responseStatus"]["errorCode"])
