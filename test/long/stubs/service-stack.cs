// What generated .NET DTOs take from ServiceStack.Client, in outline: enough for a compiler.
using System;
using System.Collections.Generic;
using System.Runtime.Serialization;

namespace ServiceStack
{
    public interface IReturn { }
    public interface IReturn<T> : IReturn { }
    public interface IReturnVoid : IReturn { }
    public interface IVerb { }
    public interface IGet : IVerb { }
    public interface IPost : IVerb { }
    public interface IPut : IVerb { }
    public interface IDelete : IVerb { }
    public interface IPatch : IVerb { }
    public interface IOptions : IVerb { }
    public interface IMeta { Dictionary<string, string> Meta { get; set; } }
    public interface IHasSessionId { string SessionId { get; set; } }
    public interface IHasBearerToken { string BearerToken { get; set; } }
    public interface IHasVersion { int Version { get; set; } }

    public class ResponseError { }
    public class ResponseStatus { }
    public class EmptyResponse { }
    public class IdResponse { }
    public class StringResponse { }
    public class StringsResponse { }
    public class QueryBase { }
    public class QueryDb<T> : QueryBase { }
    public class QueryDb<From, Into> : QueryBase { }
    public class QueryData<T> : QueryBase { }
    public class QueryData<From, Into> : QueryBase { }
    public class QueryResponse<T> { }

    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    public class RouteAttribute : Attribute
    {
        public RouteAttribute(string path) { }
        public RouteAttribute(string path, string verbs) { }
    }
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    public class ApiAttribute : Attribute
    {
        public string Description { get; set; }
        public int BodyParameter { get; set; }
        public bool IsRequired { get; set; }
    }
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    public class ApiResponseAttribute : Attribute
    {
        public string Description { get; set; }
        public int StatusCode { get; set; }
        public bool IsDefaultResponse { get; set; }
        public Type ResponseType { get; set; }
    }
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    public class ApiMemberAttribute : Attribute
    {
        public bool AllowMultiple { get; set; }
        public string DataType { get; set; }
        public string Description { get; set; }
        public bool ExcludeInSchema { get; set; }
        public string Format { get; set; }
        public bool IsOptional { get; set; }
        public bool IsRequired { get; set; }
        public string Name { get; set; }
        public string ParameterType { get; set; }
        public string Route { get; set; }
        public string Verb { get; set; }
    }
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    public class ValidateAttribute : Attribute
    {
        public ValidateAttribute() { }
        public ValidateAttribute(string validator) { }
        public string Validator { get; set; }
        public string Condition { get; set; }
        public string ErrorCode { get; set; }
        public string Message { get; set; }
    }
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    public class ValidateRequestAttribute : ValidateAttribute
    {
        public ValidateRequestAttribute() { }
        public ValidateRequestAttribute(string validator) { }
        public int StatusCode { get; set; }
    }
}

namespace ServiceStack.DataAnnotations
{
    public class DescriptionAttribute : Attribute
    {
        public DescriptionAttribute(string description) { }
    }
    public class RequiredAttribute : Attribute { }
    public class ComputedAttribute : Attribute { }
    public class IgnoreAttribute : Attribute { }
    public class ReferencesAttribute : Attribute
    {
        public ReferencesAttribute(Type type) { }
    }
    public class StringLengthAttribute : Attribute
    {
        public StringLengthAttribute(int maximumLength) { }
        public StringLengthAttribute(int minimumLength, int maximumLength) { }
    }
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    public class MetaAttribute : Attribute
    {
        public MetaAttribute(string name, string value) { }
    }
}
