using System.Buffers;
using System.Globalization;
using Actors.Evaluation;
using Actors.Gateway.Access;
using Actors.Gateway.Allocation;
using Actors.Gateway.Enrichment;
using Actors.Gateway.Measurement;
using Actors.Gateway.Population;
using Actors.Gateway.Protection;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Telemetry;

namespace Actors.Gateway.Ofrep;

/// <summary>What does this subject get? OFREP's two questions, answered from memory.</summary>
/// <remarks>
/// The hot path: no model binding, no grain call, no log line. Per single evaluation it hashes one key, parses one
/// body, and copies one answer of some 100 bytes into the connection's buffer.
/// </remarks>
internal sealed class OfrepHandler(
    SdkKeyGate gate,
    LiveRulesets live,
    RequestBody bodies,
    ContextReader contexts,
    Enricher enricher,
    PopulationSampler population,
    AllocationRecall recall,
    EvaluationTallies tallies,
    ServerExposures exposures,
    StreamAddresses streams,
    ToldVersion told,
    TimeProvider time)
{
    private const string JsonType = "application/json; charset=utf-8";

    public async Task Single(HttpContext context)
    {
        var key = context.Request.RouteValues["key"] as string ?? "";
        if (gate.Admit(context, out var refused) is not { } admission)
        {
            await refused;
            return;
        }

        // One ruleset for the whole request: its rules say what is read of the subject.
        var ruleset = admission.Environment.Served;
        if (await ReadSubject(context, admission.Environment, ruleset, key) is not { } subject)
            return;
        try
        {
            // Allocation/: only where something is stored that can change answers is anybody asked, or awaited.
            var stored = AllocationRecall.IsNeeded(admission.Environment, ruleset)
                ? await recall.Of(admission.Environment, ruleset, subject, key)
                : null;
            await AnswerSingle(context, admission.Environment, ruleset, subject, key, stored);
        }
        finally
        {
            SubjectPool.Return(subject);
        }
    }

    public async Task Bulk(HttpContext context)
    {
        if (gate.Admit(context, out var refused) is not { } admission)
        {
            await refused;
            return;
        }

        var isUpToDate = await told.IsServed(context, admission.Environment);
        var ruleset = admission.Environment.Served;
        if (await ReadSubject(context, admission.Environment, ruleset, null) is not { } subject)
            return;
        try
        {
            var stored = AllocationRecall.IsNeeded(admission.Environment, ruleset)
                ? await recall.Of(admission.Environment, ruleset, subject, null)
                : null;
            await AnswerBulk(context, admission, ruleset, subject, isUpToDate, stored);
        }
        finally
        {
            SubjectPool.Return(subject);
        }
    }

    private Task AnswerSingle(
        HttpContext context,
        LiveEnvironment environment,
        ServedRuleset ruleset,
        Subject subject,
        string key,
        StoredAllocation? stored)
    {
        if (!ruleset.Compiled.TryGet(key, out var feature))
            return ProblemResponse.Write(context, ProblemKind.FlagNotFound, null, null, key);
        if (ContextLimits.Mistake(subject, feature.HashAttributes) is { } tooLong)
            return ProblemResponse.Write(context, ProblemKind.InvalidContext, tooLong, null, key);
        return SendSingle(context.Response, feature, subject, ruleset, Prepare(context, environment), stored);
    }

    private Task AnswerBulk(
        HttpContext context,
        Admission admission,
        ServedRuleset ruleset,
        Subject subject,
        bool isUpToDate,
        StoredAllocation? stored)
    {
        if (ContextLimits.Mistake(subject, ruleset.Compiled.HashAttributes) is { } tooLong)
            return ProblemResponse.Write(context, ProblemKind.InvalidContext, tooLong);
        var stale = Prepare(context, admission.Environment) || !isUpToDate;
        var address = streams.Of(context.Request.PathBase, admission);
        var tag = EntityTag.With(EntityTag.Of(ruleset, stale, address, subject), stored?.Tag);
        context.Response.Headers.ETag = tag;
        if (!EntityTag.Matches(context.Request.Headers.IfNoneMatch, tag))
            return SendBulk(context.Response, subject, ruleset, stale, address, stored);
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        context.Response.ContentType = null;
        return Task.CompletedTask;
    }

    private Task SendSingle(
        HttpResponse response,
        CompiledFeature feature,
        Subject subject,
        ServedRuleset ruleset,
        bool stale,
        StoredAllocation? stored)
    {
        var outcome = Evaluator.Evaluate(ruleset.Compiled, feature, subject, stored?.Inputs);
        tallies.Add(ruleset, feature, outcome.Reason);
        using var buffer = PooledJson.Rent();
        OfrepAnswer.WriteSingle(buffer.Output, outcome, ruleset, stale, stored);
        exposures.Record(ruleset, feature, subject, stored?.Inputs);
        return buffer.Send(response);
    }

    private Task SendBulk(
        HttpResponse response,
        Subject subject,
        ServedRuleset ruleset,
        bool stale,
        byte[] address,
        StoredAllocation? stored)
    {
        var reasons = ArrayPool<byte>.Shared.Rent(ruleset.Compiled.Features.Length);
        using var buffer = PooledJson.Rent();
        OfrepAnswer.WriteBulk(buffer.Output, subject, ruleset, stale, address, reasons, stored);
        tallies.Add(ruleset, reasons);
        exposures.Record(ruleset, null, subject, stored?.Inputs);
        return buffer.Send(response);
    }

    /// <summary>The enriched subject; or null, and the client has been told why.</summary>
    private async ValueTask<Subject?> ReadSubject(
        HttpContext context, LiveEnvironment environment, ServedRuleset ruleset, string? flag)
    {
        var request = context.Request;
        if (RequestBody.IsPacked(request))
        {
            await ProblemResponse.Write(context, ProblemKind.UnsupportedEncoding);
            return null;
        }

        var contentType = request.ContentType;
        var reading = await bodies.Read(request, body =>
        {
            var read = contexts.Read(body, contentType, ruleset.Compiled);
            if (read.Subject is { } subject)
                population.See(environment, ruleset.Compiled, subject, body, "context", request.Headers);
            return read;
        });
        if (reading.Problem is not null)
        {
            await ProblemResponse.Write(context, reading.Problem, reading.Detail, null, flag);
            return null;
        }

        enricher.Enrich(reading.Subject!, request.Headers);
        return reading.Subject;
    }

    private bool Prepare(HttpContext context, LiveEnvironment environment)
    {
        var response = context.Response;
        response.ContentType = JsonType;
        response.Headers.CacheControl = "no-store";
        var stale = live.IsStale(environment);
        if (stale)
        {
            var age = (long)environment.Age(time.GetUtcNow()).TotalSeconds;
            response.Headers["X-Config-Age"] = age.ToString(CultureInfo.InvariantCulture);
        }

        return stale;
    }
}
