using System.Text.Json.Serialization;

namespace HiperNet.Registrar.Client.Contracts;

/// <summary>How the documents of the API are written: names in snake_case, nulls left out, octets in base 64.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(RegistrarInfo))]
[JsonSerializable(typeof(Agreement))]
[JsonSerializable(typeof(AgreementRequest))]
[JsonSerializable(typeof(AccountRequest))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(InvitationRequest))]
[JsonSerializable(typeof(InvitationView))]
[JsonSerializable(typeof(CertificateView))]
[JsonSerializable(typeof(CertificatesRequest))]
[JsonSerializable(typeof(RevocationRequest))]
[JsonSerializable(typeof(RevocationView))]
[JsonSerializable(typeof(RevalidationRequest))]
[JsonSerializable(typeof(ResourceProof))]
[JsonSerializable(typeof(OfferRequest))]
[JsonSerializable(typeof(OfferView))]
[JsonSerializable(typeof(Heartbeat))]
[JsonSerializable(typeof(VpxiRequest))]
[JsonSerializable(typeof(PlanRequest))]
[JsonSerializable(typeof(PlanView))]
[JsonSerializable(typeof(PlanChange))]
[JsonSerializable(typeof(VpxiView))]
[JsonSerializable(typeof(VpxiNode))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(ExtendRequest))]
[JsonSerializable(typeof(ShareRequest))]
[JsonSerializable(typeof(ShareAnswer))]
[JsonSerializable(typeof(ShareView))]
[JsonSerializable(typeof(WorkView))]
[JsonSerializable(typeof(WorkVpxi))]
[JsonSerializable(typeof(WorkNode))]
[JsonSerializable(typeof(WorkMember))]
[JsonSerializable(typeof(NodeReport))]
[JsonSerializable(typeof(NodeAnswer))]
[JsonSerializable(typeof(EventView))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(LogCheckpoint))]
[JsonSerializable(typeof(LogEntry))]
[JsonSerializable(typeof(LogProof))]
[JsonSerializable(typeof(SyncPage))]
[JsonSerializable(typeof(SyncOffer))]
[JsonSerializable(typeof(TransferRequest))]
[JsonSerializable(typeof(TransferView))]
[JsonSerializable(typeof(TransferState))]
[JsonSerializable(typeof(CosignatureRequest))]
[JsonSerializable(typeof(Page<AccountView>))]
[JsonSerializable(typeof(Page<CertificateView>))]
[JsonSerializable(typeof(Page<OfferView>))]
[JsonSerializable(typeof(Page<VpxiView>))]
[JsonSerializable(typeof(Page<EventView>))]
[JsonSerializable(typeof(Page<ShareView>))]
[JsonSerializable(typeof(Page<LogEntry>))]
public sealed partial class ContractJson : JsonSerializerContext;
