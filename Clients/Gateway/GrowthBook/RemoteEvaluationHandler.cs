using System.Buffers;
using System.Text;
using Actors.Evaluation;
using Actors.Gateway.Allocation;
using Actors.Gateway.Enrichment;
using Actors.Gateway.Ofrep;
using Actors.Gateway.Population;
using Actors.Gateway.Protection;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Telemetry;

namespace Actors.Gateway.GrowthBook;

/// <summary>What does this subject get of every feature, without seeing a rule? POST /api/eval/{clientKey}.</summary>
internal sealed class RemoteEvaluationHandler(
    GrowthBookGate gate,
    RequestBody bodies,
    Enricher enricher,
    PopulationSampler population,
    AllocationRecall recall,
    EvaluationTallies tallies)
{
    private const string JsonType = "application/json; charset=utf-8";

    public async Task Post(HttpContext context)
    {
        if (gate.Admit(context, out var refused) is not { } admission)
        {
            await refused;
            return;
        }

        if (RequestBody.IsPacked(context.Request))
        {
            await ProblemResponse.Write(context, ProblemKind.UnsupportedEncoding);
            return;
        }

        var ruleset = admission.Environment.Served;
        using var question = await bodies.Read(context.Request, body =>
        {
            var read = RemoteQuestion.Read(body, ruleset.Compiled);
            if (read is { Mistake: null, Subject: { } subject })
                population.See(
                    admission.Environment, ruleset.Compiled, subject, body, "attributes", context.Request.Headers);
            return read;
        });
        if (question.Mistake is { } mistake)
        {
            await ProblemResponse.Write(context, ProblemKind.InvalidContext, mistake);
            return;
        }

        enricher.Enrich(question.Subject!, context.Request.Headers);
        context.Response.ContentType = JsonType;
        context.Response.Headers.CacheControl = "no-store";
        GrowthBookHeaders.Add(context);
        var stored = AllocationRecall.IsNeeded(admission.Environment, ruleset)
            ? await recall.Of(admission.Environment, ruleset, question.Subject!, null, question.Inputs)
            : null;
        await Send(context.Response, question, ruleset, stored);
    }

    private Task Send(
        HttpResponse response, RemoteQuestion question, ServedRuleset ruleset, StoredAllocation? stored)
    {
        var reasons = ArrayPool<byte>.Shared.Rent(ruleset.Compiled.Features.Length);
        using var buffer = PooledJson.Rent();
        var output = buffer.Output;
        output.Write("{\"status\":200,\"features\":"u8);
        var inputs = stored?.Inputs ?? question.Inputs;
        RemoteFeatures.Write(ruleset.Compiled, question.Subject!, inputs, output, reasons);
        output.Write(",\"experiments\":[],\"dateUpdated\":\""u8);
        output.Write(Encoding.ASCII.GetBytes(PayloadWriter.DateUpdated(ruleset)));
        output.Write(stored is { IsUnavailable: true } ? "\",\"allocation\":\"unavailable\"}"u8 : "\"}"u8);
        tallies.Add(ruleset, reasons);
        return buffer.Send(response);
    }
}
