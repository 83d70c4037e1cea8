using System.Globalization;
using System.Security.Claims;
using Bunit;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Features.Evaluation;
using Concentric.Evaluation;
using Concentric.Tests.Components.Records;
using Concentric.Tests.Core.Evaluation;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Evaluation;

public sealed class PanelRowTests
{
    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public PanelRowTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task AScore_IsSaved_WhenItsJudgeLeavesAtOnce()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        var scene = new EvaluationScene(context.Store);
        var unit = await scene.UnitAsync("Market");
        await scene.DiligentAsync(unit);
        var judge = await scene.JudgeAsync("judge-one");
        var cycle = await scene.CycleAsync(CycleStage.Scoring, ScoringTests.Judged(), new Panelist(judge, null));
        var asked = new TaskCompletionSource<AuthenticationState>();
        context.Services.AddSingleton<AuthenticationStateProvider>(new SlowAnswer(asked.Task));
        var line = await scene.LineAsync(cycle.Id, unit);
        var row = context.Render<PanelRow>(shown => shown.Add(one => one.CycleId, cycle.Id)
            .Add(one => one.Criterion, ScoringTests.Judged().Criteria.Single(one => one.Key == "view"))
            .Add(one => one.Unit, line.Unit).Add(one => one.IsOpen, true));

        var typing = row.Find(".panel-points input").ChangeAsync(new() { Value = "80" });
        await context.DisposeComponentsAsync();
        asked.SetResult(new(new(new ClaimsIdentity(CurrentUserClaims.Of(EvaluationScene.Judge(judge)), "test"))));
        await typing;

        await using var db = context.Store.Open();
        Assert.Equal(80, (await db.Judgements.SingleAsync(Stop)).Points);
    }

    private sealed class SlowAnswer(Task<AuthenticationState> answer) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => answer;
    }
}
