/** What generated Java and Kotlin take from ServiceStack's client and from Gson, in outline: path → source. */
const client = 'net.servicestack.client'

const annotation = (name: string, members = ''): readonly [string, string] => [
  `${client}.${name}`,
  `import java.lang.annotation.*;\n@Retention(RetentionPolicy.RUNTIME) public @interface ${name} { ${members} }`,
]
const type = (name: string, text: string): readonly [string, string] => [`${client}.${name}`, text]

const sources: readonly (readonly [string, string])[] = [
  ...[
    'IReturnVoid',
    'IGet',
    'IPost',
    'IPut',
    'IDelete',
    'IPatch',
    'IOptions',
    'IMeta',
    'IHasSessionId',
    'IHasBearerToken',
    'IHasVersion',
  ].map((name) => type(name, `public interface ${name} {}`)),
  type('IReturn', 'public interface IReturn<T> { Object getResponseType(); }'),
  ...['ResponseStatus', 'ResponseError', 'TimeSpan'].map((name) => type(name, `public class ${name} {}`)),
  annotation('Route', 'String Path(); String Verbs() default "";'),
  annotation('Api', 'String Description() default ""; int BodyParameter() default 0; boolean IsRequired() default false;'),
  annotation(
    'ApiResponse',
    'String Description() default ""; int StatusCode() default 0; Class<?> ResponseType() default Object.class;',
  ),
  annotation(
    'ApiMember',
    `${['DataType', 'Description', 'Format', 'Name', 'ParameterType', 'Route', 'Verb'].map((name) => `String ${name}() default "";`).join(' ')} ${[
      'AllowMultiple',
      'ExcludeInSchema',
      'IsOptional',
      'IsRequired',
    ]
      .map((name) => `boolean ${name}() default false;`)
      .join(' ')}`,
  ),
  annotation(
    'Validate',
    'String Validator() default ""; String Condition() default ""; String ErrorCode() default ""; String Message() default "";',
  ),
  annotation(
    'ValidateRequest',
    'String Validator() default ""; String Condition() default ""; String ErrorCode() default ""; String Message() default ""; int StatusCode() default 0;',
  ),
  annotation('StringLength', 'int MaximumLength();'),
  annotation('References', 'Class<?> Type();'),
  ...['Required', 'Computed', 'Ignore', 'Flags'].map((name) => annotation(name)),
  annotation('DataContract', 'String Name() default ""; String Namespace() default "";'),
  annotation(
    'DataMember',
    'String Name() default ""; int Order() default 0; boolean IsRequired() default false; boolean EmitDefaultValue() default true;',
  ),
  ['com.google.gson.annotations.SerializedName', 'public @interface SerializedName { String value(); }'],
  [
    'com.google.gson.reflect.TypeToken',
    'public class TypeToken<T> { public java.lang.reflect.Type getType() { return getClass().getGenericSuperclass(); } }',
  ],
]

export const javaClient: ReadonlyMap<string, string> = new Map(
  sources.map(([name, text]) => [
    `${name.replace(/\./g, '/')}.java`,
    `package ${name.slice(0, name.lastIndexOf('.'))};\n${text}\n`,
  ]),
)
