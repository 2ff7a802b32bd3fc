/*
 * The least of each client library that generated DTOs refer to. What a text needs beyond it does not compile, which is what the tests want to see.
 */

export const goLibrary = `package servicestack

type ResponseError struct{ ErrorCode string \`json:"errorCode"\` }
type ResponseStatus struct{ ErrorCode string \`json:"errorCode"\` }
type EmptyResponse struct{ ResponseStatus *ResponseStatus \`json:"responseStatus,omitempty"\` }
type IdResponse struct{ Id string \`json:"id"\` }
type StringResponse struct{ Result string \`json:"result"\` }
type StringsResponse struct{ Results []string \`json:"results"\` }
type AuditBase struct{ CreatedBy string \`json:"createdBy"\` }
type QueryBase struct{ Skip *int \`json:"skip,omitempty"\` }
type QueryDb struct{ QueryBase }
type QueryData struct{ QueryBase }
type QueryResponse[T any] struct{ Results []T \`json:"results"\` }
`

/** serde's derives, which make nothing here: names and types are what is tried. */
export const rustDerives = `extern crate proc_macro;
use proc_macro::TokenStream;
#[proc_macro_derive(Serialize, attributes(serde))]
pub fn serialize(_: TokenStream) -> TokenStream { TokenStream::new() }
#[proc_macro_derive(Deserialize, attributes(serde))]
pub fn deserialize(_: TokenStream) -> TokenStream { TokenStream::new() }
`
export const rustSerde = 'extern crate serde_derive;\npub use serde_derive::{Deserialize, Serialize};\n'
export const rustJson = '#[derive(Debug, Clone, PartialEq, Default)]\npub struct Value;\n'
const rustStructs = [
  'ResponseStatus',
  'ResponseError',
  'EmptyResponse',
  'IdResponse',
  'StringResponse',
  'StringsResponse',
  'AuditBase',
  'QueryBase',
  'QueryDb',
  'QueryData',
]
export const rustLibrary = [
  "pub trait IRequest { const NAME: &'static str; const VERB: &'static str; }",
  'pub trait IReturn { type Response; }',
  'pub trait IReturnVoid {}',
  ...rustStructs.map((name) => `#[derive(Debug, Clone, PartialEq, Default)]\npub struct ${name};`),
  '#[derive(Debug, Clone, PartialEq, Default)]\npub struct QueryResponse<T>(pub Vec<T>);\n',
].join('\n')

const phpInterfaces =
  'IReturn IReturnVoid IGet IPost IPut IDelete IPatch IOptions IMeta IHasSessionId IHasBearerToken IHasVersion'.split(' ')
const phpClasses =
  'AuditBase QueryDb QueryDb2 QueryData QueryData2 QueryResponse ResponseStatus ResponseError EmptyResponse IdResponse ArrayList KeyValuePair2 StringResponse StringsResponse Tuple2 Tuple3 ByteArray'.split(
    ' ',
  )
export const phpLibrary = [
  '<?php namespace ServiceStack;',
  ...phpInterfaces.map((name) => `interface ${name} {}`),
  ...phpClasses.map(
    (name) =>
      `class ${name} implements \\JsonSerializable { public static function create(array $genericArgs=[]) { return new static(); } public function fromMap($o): void {} public function jsonSerialize(): mixed { return new class(){}; } }`,
  ),
  '#[\\Attribute] class Returns { public function __construct(public string $type) {} }',
  'class JsonConverters {',
  '    public static function from($type, $value) { return null; }',
  '    public static function to($type, $value) { return $value; }',
  '    public static function fromArray($type, $value) { return $value; }',
  '    public static function toArray($type, $value) { return $value; }',
  '    public static function context($name, array $genericArgs=[]) { return $name; }',
  '}',
  '',
].join('\n')
/** Loads the DTOs, makes one of each class, and asks each for its JSON and its answer. */
export const phpUse = `<?php
require __DIR__ . '/library.php';
require $argv[1];
foreach (get_declared_classes() as $name) {
    if (!str_starts_with($name, 'dtos\\\\') || enum_exists($name) || (new \\ReflectionClass($name))->isAbstract()) continue;
    $made = new $name();
    if (method_exists($made, 'fromMap')) $made->fromMap([]);
    json_encode($made, JSON_THROW_ON_ERROR);
    if (method_exists($made, 'createResponse')) $made->createResponse();
}
`

export const rubyLibrary = `require 'date'
require 'bigdecimal'
require 'time'
module ServiceStack
  module DTO
    module Serializer
      def self.from_json_value(_type, json) = json
    end
  end
  %w[ResponseStatus ResponseError EmptyResponse IdResponse StringResponse StringsResponse AuditBase QueryBase QueryDb QueryData].each do |name|
    const_set name, Class.new { include DTO }
  end
  class QueryResponse
    include DTO
    def self.of(_type) = self
  end
end
`
/** Loads the DTOs, and asks each class for its members and its answer. */
export const rubyUse = `known = ObjectSpace.each_object(Class).to_a
require ARGV[0]
(ObjectSpace.each_object(Class).to_a - known).each do |type|
  type.properties if type.singleton_methods(false).include?(:properties)
  type.allocate.response_type if type.instance_methods(false).include?(:response_type)
end
`
