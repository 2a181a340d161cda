using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Protocol;

/// <summary>
/// How do the records of this project look as JSON? Strict in what it takes, camelCase in what it gives.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 64)]
[JsonSerializable(typeof(ProjectRequest))]
[JsonSerializable(typeof(ProjectResponse))]
[JsonSerializable(typeof(ProjectList))]
[JsonSerializable(typeof(EnvironmentRequest))]
[JsonSerializable(typeof(EnvironmentResponse))]
[JsonSerializable(typeof(EnvironmentList))]
[JsonSerializable(typeof(PropagationResponse))]
[JsonSerializable(typeof(RulesetResponse))]
[JsonSerializable(typeof(CopyRequest))]
[JsonSerializable(typeof(FeatureBody))]
[JsonSerializable(typeof(FeaturePatch))]
[JsonSerializable(typeof(FeatureResponse))]
[JsonSerializable(typeof(FeatureList))]
[JsonSerializable(typeof(RevertRequest))]
[JsonSerializable(typeof(RevisionResponse))]
[JsonSerializable(typeof(HistoryResponse))]
[JsonSerializable(typeof(DiffResponse))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeyResponse))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(SavedGroupBody))]
[JsonSerializable(typeof(SavedGroupResponse))]
[JsonSerializable(typeof(SavedGroupList))]
[JsonSerializable(typeof(ExperimentBody))]
[JsonSerializable(typeof(ExperimentResponse))]
[JsonSerializable(typeof(ExperimentList))]
[JsonSerializable(typeof(ExperimentRevisionResponse))]
[JsonSerializable(typeof(ExperimentRevisions))]
[JsonSerializable(typeof(StopRequest))]
[JsonSerializable(typeof(GrowRequest))]
[JsonSerializable(typeof(AllocationWish))]
[JsonSerializable(typeof(AllocationRequest))]
[JsonSerializable(typeof(AllocationOffers))]
[JsonSerializable(typeof(WhatIfRequest))]
[JsonSerializable(typeof(WhatIfResponse))]
[JsonSerializable(typeof(LayerBody))]
[JsonSerializable(typeof(LayerResponse))]
[JsonSerializable(typeof(LayerList))]
[JsonSerializable(typeof(ResultsResponse))]
[JsonSerializable(typeof(AlarmList))]
[JsonSerializable(typeof(BanditBody))]
[JsonSerializable(typeof(BanditList))]
[JsonSerializable(typeof(VariationOverrideBody))]
[JsonSerializable(typeof(ValueOverrideBody))]
[JsonSerializable(typeof(UserResponse))]
[JsonSerializable(typeof(ErasureResponse))]
[JsonSerializable(typeof(ReplayResponse))]
[JsonSerializable(typeof(ProjectDocument))]
[JsonSerializable(typeof(BatchResponse))]
[JsonSerializable(typeof(AuditResponse))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(TokenList))]
[JsonSerializable(typeof(WhoAmIResponse))]
[JsonSerializable(typeof(EventsBody))]
[JsonSerializable(typeof(MetricBody))]
[JsonSerializable(typeof(MetricResponse))]
[JsonSerializable(typeof(MetricList))]
[JsonSerializable(typeof(EventsResponse))]
[JsonSerializable(typeof(IReadOnlyList<ProblemItem>))]
public sealed partial class ProtocolJson : JsonSerializerContext;
