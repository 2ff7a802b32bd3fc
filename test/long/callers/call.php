<?php
require __DIR__ . '/library.php';
require __DIR__ . '/dtos.php';

use dtos\{Colour, Part, Shipment, ShipParcel};

function send(object $message, string ...$headers): array
{
    $name = (new ReflectionClass($message))->getShortName();
    $context = stream_context_create(['http' => [
        'method' => 'POST',
        'header' => ['Content-Type: application/json', ...$headers],
        'content' => json_encode($message, JSON_THROW_ON_ERROR),
        'ignore_errors' => true,
    ]]);
    return json_decode(file_get_contents(getenv('GATEWAY') . "/api/$name", false, $context), true, 512, JSON_THROW_ON_ERROR);
}

$parcel = new ShipParcel(
    to: 'Zoë "7" & Söhne',
    colour: Colour::DeepBlue,
    parts: [new Part(name: 'bolt', count: 2), new Part(name: 'nut', count: 3)],
    marks: ['a,b']
);
$answer = new Shipment();
$answer->fromMap(send($parcel, 'X-Api-Key: ' . getenv('KEY')));
$parts = implode(',', array_map(fn(Part $part) => "{$part->name}*{$part->count}", $answer->parts));
echo implode('|', [$answer->id, $answer->to, $answer->colour->value, $parts, $answer->total]), "\n";
echo send($parcel)['responseStatus']['errorCode'], "\n";
