using System.Collections.Immutable;

namespace Actors.Configuration.Tests;

/// <summary>The GrowthBook dialect 0.8.0: each mistake is named by its place, and what is right is let in.</summary>
public sealed class RuleValidationTests
{
    [Theory]
    [InlineData("[]", "")]
    [InlineData("5", "")]
    [InlineData("{}", "")]
    [InlineData("""{"coverage":1}""", "")]
    [InlineData("""{"force":"yes"}""", "/force")]
    [InlineData("""{"variations":[true,"no"]}""", "/variations/1")]
    [InlineData("""{"variations":[]}""", "/variations")]
    [InlineData("""{"variations":[true]}""", "/variations")]
    [InlineData("""{"variations":true}""", "/variations")]
    [InlineData("""{"contextualVariations":[true,1],"contextualBanditRef":"b"}""", "/contextualVariations/1")]
    [InlineData("""{"force":true,"contextualBanditRef":1}""", "/contextualBanditRef")]
    [InlineData("""{"force":true,"condition":[]}""", "/condition")]
    [InlineData("""{"force":true,"coverage":1.5}""", "/coverage")]
    [InlineData("""{"force":true,"coverage":-0.1}""", "/coverage")]
    [InlineData("""{"force":true,"coverage":"1"}""", "/coverage")]
    [InlineData("""{"force":true,"hashAttribute":1}""", "/hashAttribute")]
    [InlineData("""{"force":true,"fallbackAttribute":1}""", "/fallbackAttribute")]
    [InlineData("""{"force":true,"seed":1}""", "/seed")]
    [InlineData("""{"force":true,"phase":1}""", "/phase")]
    [InlineData("""{"force":true,"id":1}""", "/id")]
    [InlineData("""{"force":true,"description":null}""", "/description")]
    [InlineData("""{"force":true,"hashVersion":3}""", "/hashVersion")]
    [InlineData("""{"force":true,"hashVersion":"1"}""", "/hashVersion")]
    [InlineData("""{"force":true,"enabled":"no"}""", "/enabled")]
    [InlineData("""{"force":true,"disableStickyBucketing":1}""", "/disableStickyBucketing")]
    [InlineData("""{"force":true,"bucketVersion":1.5}""", "/bucketVersion")]
    [InlineData("""{"force":true,"minBucketVersion":-1}""", "/minBucketVersion")]
    [InlineData("""{"force":true,"weights":["a"]}""", "/weights/0")]
    [InlineData("""{"variations":[true,false],"weights":[0.5,1.5]}""", "/weights/1")]
    [InlineData("""{"variations":[true,false],"weights":[0.5,0.4]}""", "/weights")]
    [InlineData("""{"variations":[true,false],"weights":[0.3,0.3,0.4]}""", "/weights")]
    [InlineData("""{"variations":[true,false],"weights":0.5}""", "/weights")]
    [InlineData("""{"force":true,"range":[0.5]}""", "/range")]
    [InlineData("""{"force":true,"range":[0.5,0.4]}""", "/range")]
    [InlineData("""{"force":true,"range":[0,1.1]}""", "/range")]
    [InlineData("""{"variations":[true,false],"ranges":[[0,0.5]]}""", "/ranges")]
    [InlineData("""{"variations":[true,false],"ranges":[[0,0.5],[0.5]]}""", "/ranges/1")]
    [InlineData("""{"variations":[true,false],"meta":[{}]}""", "/meta")]
    [InlineData("""{"variations":[true,false],"meta":[{},{"key":1}]}""", "/meta/1/key")]
    [InlineData("""{"variations":[true,false],"meta":[{},{"passthrough":1}]}""", "/meta/1/passthrough")]
    [InlineData("""{"force":true,"filters":{}}""", "/filters")]
    [InlineData("""{"force":true,"filters":[{"ranges":[]}]}""", "/filters/0/seed")]
    [InlineData("""{"force":true,"filters":[{"seed":"s"}]}""", "/filters/0/ranges")]
    [InlineData("""{"force":true,"filters":[{"seed":"s","ranges":[[0,2]]}]}""", "/filters/0/ranges/0")]
    [InlineData("""{"force":true,"filters":[{"seed":"s","ranges":[],"hashVersion":9}]}""", "/filters/0/hashVersion")]
    [InlineData("""{"force":true,"namespace":["a",0]}""", "/namespace")]
    [InlineData("""{"force":true,"namespace":[1,0,1]}""", "/namespace")]
    [InlineData("""{"force":true,"namespace":["a",0.6,0.4]}""", "/namespace")]
    [InlineData("""{"force":true,"parentConditions":[{"id":"p"}]}""", "/parentConditions/0/condition")]
    [InlineData("""{"force":true,"parentConditions":[{"condition":{}}]}""", "/parentConditions/0/id")]
    [InlineData(
        """{"force":true,"parentConditions":[{"id":"p","condition":{},"gate":1}]}""", "/parentConditions/0/gate")]
    [InlineData("""{"force":true,"parentConditions":[{"id":"checkout","condition":{}}]}""", "/parentConditions/0/id")]
    [InlineData("""{"force":true,"parentConditions":[7]}""", "/parentConditions/0")]
    [InlineData("""{"force":true,"urlPatterns":[{"type":"glob","pattern":"/"}]}""", "/urlPatterns/0/type")]
    [InlineData("""{"force":true,"urlPatterns":[{"type":"simple"}]}""", "/urlPatterns/0/pattern")]
    [InlineData("""{"force":true,"tracks":[{"experiment":{}}]}""", "/tracks/0/result")]
    [InlineData("""{"force":true,"force":true}""", "")]
    [InlineData("""{"force":""", "")]
    public void A_wrong_rule_is_named_by_its_place(string rule, string path) => Assert.Equal(
        $"/features/3/environments/production/rules/1{path}",
        Assert.Single(Problems("""{"force":true}""", rule)).Path);

    [Theory]
    [InlineData("""{"force":true,"coverage":0.25,"hashAttribute":"company","hashVersion":2,"seed":"s"}""")]
    [InlineData("""{"force":true,"range":[0.2,0.2]}""")]
    [InlineData("""
        {"variations":[true,false,true],"weights":[0.33,0.33,0.33],"key":"exp","name":"Exp","phase":"0",
         "meta":[{"key":"0"},{"key":"1","name":"one"},{"passthrough":true}],"ranges":[[0,0.1],[0.1,0.2],[0.2,1]],
         "coverage":1,"namespace":["n",0,1],"bucketVersion":3,"minBucketVersion":1,"fallbackAttribute":"deviceId",
         "disableStickyBucketing":false,"filters":[{"seed":"s","attribute":"id","hashVersion":2,"ranges":[[0,0.5]]}],
         "condition":{"$or":[{"id":{"$inGroup":"beta"}}]},
         "urlPatterns":[{"include":true,"type":"regex","pattern":"^/"}]}
        """)]
    [InlineData(
        """{"contextualVariations":[true,false],"contextualBanditRef":"cb","weights":[0.5,0.5],"meta":[{},{}]}""")]
    [InlineData("""{"parentConditions":[{"id":"other","condition":{"value":true},"gate":true}]}""")]
    [InlineData("""{"force":true,"tracks":[{"experiment":{"key":"a"},"result":{"variationId":0}}]}""")]
    [InlineData("""{"force":true,"aMemberOfTomorrow":{"hashVersion":"anything"}}""")]
    public void What_the_dialect_knows_and_what_it_may_know_tomorrow_is_let_in(string rule) =>
        Assert.Empty(Problems(rule));

    [Fact]
    public void Every_mistake_of_a_rule_is_listed()
    {
        var found = Problems("""{"force":"x","coverage":2,"namespace":[],"meta":[1,2],"filters":[{"seed":1}]}""");

        Assert.Equal(
            ["/force", "/coverage", "/namespace", "/meta/0", "/meta/1", "/filters/0/ranges", "/filters/0/seed"],
            found.Select(problem => problem.Path["/features/3/environments/production/rules/0".Length..]));
    }

    [Fact]
    public void Variations_satisfy_the_schema_of_the_feature()
    {
        var feature = new Feature
        {
            Type = FeatureType.Number,
            DefaultValue = "1",
            Schema = """{"type":"number","maximum":9}""",
        };
        var problem = Assert.Single(FeatureValidation.Problems(
            "checkout", feature.With("production", true, """{"variations":[1,10]}"""), Some.Environments));

        Assert.Equal(
            ("/environments/production/rules/0/variations/1", "schema-violated"), (problem.Path, problem.Code));
    }

    private static ImmutableArray<Foundation.Problem> Problems(params string[] rules) => FeatureValidation.Problems(
        "checkout", Some.Switch.With("production", true, rules), Some.Environments, "/features/3");
}
