using System.Text.Json;
using Actors.LoadTest.Users;

namespace Actors.LoadTest.Tests.Users;

public sealed class UserGeneratorTests
{
    [Fact]
    public void The_same_seed_makes_the_same_users_on_any_machine()
    {
        var expected = new User("user-123", "IN", "de", "free", "desktop", "2.0.0", false, 143);
        Assert.Equal(expected, new UserGenerator(seed: 7, count: 1000).UserOf(123));
        Assert.Equal(Users(seed: 7), Users(seed: 7));
        Assert.NotEqual(Users(seed: 7), Users(seed: 8));
    }

    [Fact]
    public void Every_user_comes_once_before_any_comes_again()
    {
        var generator = new UserGenerator(seed: 1, count: 250);
        var keys = Enumerable.Range(0, 500).Select(number => generator.UserOf(number).TargetingKey).ToList();
        Assert.Equal(250, keys.Take(250).Distinct().Count());
        Assert.Equal(keys.Take(250), keys.Skip(250));
    }

    [Fact]
    public void Users_are_spread_over_every_attribute()
    {
        var users = Users(seed: 3);
        Assert.Equal(10, users.Select(user => user.Country).Distinct().Count());
        Assert.Equal(4, users.Select(user => user.Plan).Distinct().Count());
        Assert.InRange(users.Count(user => user.Beta), 1, users.Count / 4);
    }

    [Fact]
    public void The_body_is_an_evaluation_context()
    {
        using var body = JsonDocument.Parse(UserGenerator.Body(new UserGenerator(1, 10).UserOf(3)));
        var context = body.RootElement.GetProperty("context");
        Assert.Equal("user-3", context.GetProperty("targetingKey").GetString());
        Assert.Equal(JsonValueKind.Number, context.GetProperty("sessionCount").ValueKind);
    }

    private static List<User> Users(long seed)
    {
        var generator = new UserGenerator(seed, count: 1000);
        return [.. Enumerable.Range(0, 1000).Select(number => generator.UserOf(number))];
    }
}
