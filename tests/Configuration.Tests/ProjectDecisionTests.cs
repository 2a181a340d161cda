using Actors.Foundation;

namespace Actors.Configuration.Tests;

public sealed class ProjectDecisionTests
{
    private static readonly Project _shop =
        new() { Name = "Shop", Environments = ["staging", "production", "staging"] };

    private static readonly ProjectHistory _created = Put(ProjectHistory.Empty, _shop, expected: 0).Accepted();

    [Fact]
    public void A_created_project_has_its_environments_in_order()
    {
        Assert.Equal((1, Some.Time), (_created.Revision, _created.CreatedAt));
        Assert.Equal(["production", "staging"], _created.Project!.Environments);
    }

    [Fact]
    public void A_changed_project_keeps_when_it_was_created()
    {
        var later = ProjectDecisions.Put(
            _created, "shop", _shop with { Name = "Store" }, 1, Some.Author(), Some.Time.AddDays(1)).Accepted();

        Assert.Equal((2, Some.Time, Some.Time.AddDays(1)), (later.Revision, later.CreatedAt, later.ChangedAt));
    }

    [Fact]
    public void What_is_already_so_and_what_is_repeated_changes_nothing()
    {
        var author = Some.Author("once");
        var renamed = Put(_created, _shop with { Name = "Store" }, null, author).Accepted();

        Assert.Same(_created, Put(_created, _shop).Accepted());
        Assert.Same(renamed, Put(renamed, _shop, expected: 1, author).Accepted());
    }

    [Theory]
    [InlineData(0, "project-exists")]
    [InlineData(7, "revision-stale")]
    public void A_change_of_something_else_than_expected_is_refused(long expected, string code)
    {
        Put(_created, _shop, expected).IsRefused(code);
        Delete(_created, 0, expected).IsRefused(code);
    }

    [Fact]
    public void A_project_with_features_cannot_be_deleted()
    {
        Delete(_created, featureCount: 1).IsRefused("project-not-empty");

        Assert.Null(Delete(_created, featureCount: 0).Accepted().Project);
    }

    [Fact]
    public void What_does_not_exist_cannot_be_deleted_but_created_again()
    {
        var author = Some.Author();
        var deleted = ProjectDecisions.Delete(_created, 1, author, Some.Time, 0).Accepted();

        Delete(ProjectHistory.Empty).IsRefused("project-not-found");
        Delete(deleted).IsRefused("project-not-found");
        Assert.Same(deleted, ProjectDecisions.Delete(deleted, 1, author, Some.Time, 0).Accepted());
        Assert.Equal(3, Put(deleted, _shop, expected: 0).Accepted().Revision);
    }

    [Fact]
    public void Everything_wrong_with_a_project_is_named()
    {
        var wrong = new Project { Name = " ", Description = new('d', 2_001), Environments = ["Production", "fine"] };

        var refusal = ProjectDecisions.Put(
            ProjectHistory.Empty, "Shop", wrong, null, Some.Author(), Some.Time).Refused();

        Assert.Equal("project-invalid", refusal.Code);
        Assert.Equal(
            ["", "/name", "/description", "/environments"], refusal.Problems.Select(problem => problem.Path));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void A_project_has_one_to_fifty_environments(int count, bool fits)
    {
        var project = _shop with { Environments = [.. Enumerable.Range(0, count).Select(index => $"e{index}")] };

        Assert.Equal(fits, Put(ProjectHistory.Empty, project) is Decision<ProjectHistory>.Accepted);
    }

    private static Decision<ProjectHistory> Put(
        ProjectHistory state, Project project, long? expected = null, Authorship? author = null) =>
        ProjectDecisions.Put(state, "shop", project, expected, author ?? Some.Author(), Some.Time);

    private static Decision<ProjectHistory> Delete(ProjectHistory state, int featureCount = 0, long? expected = null) =>
        ProjectDecisions.Delete(state, expected, Some.Author(), Some.Time, featureCount);
}
