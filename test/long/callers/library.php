<?php
// What generated PHP DTOs take from the client library: enough for enums, lists and objects of the test's own messages.

namespace ServiceStack;

interface IReturn {}
interface IReturnVoid {}
interface IGet {}
interface IPost {}
#[\Attribute]
class Returns
{
    public function __construct(public string $type) {}
}
class JsonConverters
{
    public static function from(string $type, mixed $value): mixed
    {
        $class = "dtos\\$type";
        if (enum_exists($class)) return $class::from($value);
        if (!class_exists($class)) return $value;
        $made = new $class();
        $made->fromMap($value);
        return $made;
    }
    public static function to(string $type, mixed $value): mixed
    {
        return $value instanceof \BackedEnum ? $value->value : $value;
    }
    public static function fromArray(string $type, array $values): array
    {
        return array_map(fn($value) => self::from($type, $value), $values);
    }
    public static function toArray(string $type, array $values): array
    {
        return array_map(fn($value) => self::to($type, $value), $values);
    }
    public static function context(string $name, array $genericArgs = []): string
    {
        return $name;
    }
}
