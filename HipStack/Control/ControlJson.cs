using System.Text.Json.Serialization;

namespace HiperNet.HipStack.Control;

/// <summary>
/// The contract's JSON, without reflection. The generated code sets members that are left out to null whatever they
/// begin with, which is why members that are lists turn null into an empty one.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    MaxDepth = ControlLimits.MaxDepth,
    Converters = [typeof(AddressConverter), typeof(EndPointConverter), typeof(SecondsConverter)])]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlAnswer))]
internal sealed partial class ControlJson : JsonSerializerContext;
