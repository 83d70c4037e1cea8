using System.Globalization;
using Concentric.Activities;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Features.Work;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Meetings;
using Concentric.Notices;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.Tests.Core.Work;
using Concentric.Tests.TestData;
using Concentric.Wishes;
using Concentric.Work;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Work;

public sealed class WorkLinksTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryNumber_IsThatOfTheListItLeadsTo()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddSingleton<CommunityDirectory>());
        await new RandomWork(7).FillAsync(store, 60);
        var counts = await store.Get<WorkQueries>().CountAsync(TestStore.Leader, null, Cancellation);
        foreach (var count in counts.All)
        {
            if (await TotalAsync(store, count, counts.Days) is { } total)
                Assert.Equal((count.CommunityId, count.Group, count.Count + count.Shared), (count.CommunityId, count.Group, total));
        }
    }

    [Fact]
    public void EveryGroup_HasAName()
    {
        foreach (var language in new[] { "zh-CN", "en" })
        {
            var culture = CultureInfo.GetCultureInfo(language);
            Assert.All(Enum.GetValues<WorkGroup>(), group => Assert.NotNull(UiTexts.Find($"Work.Group.{group}", culture)));
            Assert.All([WorkGroup.Commitments, WorkGroup.TurnsToHost, WorkGroup.Projects, WorkGroup.Agreements, WorkGroup.WishesToClaim,
                WorkGroup.WishesToFulfil], group =>
                Assert.NotNull(UiTexts.Find($"Work.Next.{group}", culture)));
        }
    }

    [Fact]
    public void EveryNotice_HasItsSentences()
    {
        foreach (var language in new[] { "zh-CN", "en" })
        {
            var culture = CultureInfo.GetCultureInfo(language);
            Assert.All(Enum.GetValues<NoticeKind>(), kind => Assert.NotNull(UiTexts.Find($"Notice.Kind.{kind}", culture)));
            Assert.All(Enum.GetValues<NoticeKind>(), kind => Assert.NotNull(UiTexts.Find($"Notice.Line.{kind}", culture)));
            Assert.All([NoticeKind.DueSoon, NoticeKind.Overdue, NoticeKind.Escalated], kind =>
                Assert.NotNull(UiTexts.Find($"Notice.Many.{kind}", culture)));
        }
    }

    private static async Task<int?> TotalAsync(TestStore store, WorkCount count, WorkDays days)
    {
        // A kind without pages has no list yet.
        if (store.Get<RecordRegister>().Find(count.Kind) is null) return null;
        var code = (await store.Get<CommunityDirectory>().GetAsync(Cancellation)).Find(count.CommunityId)!.Code;
        var address = ListAddress.Of("http://localhost" + WorkLinks.List(count.Kind, count.Group, days, code));
        return count.Kind switch
        {
            "petition" => await ReadAsync(PetitionRecords.Kind.List),
            "hazard" => await ReadAsync(HazardRecords.Kind.List),
            "commitment" => await ReadAsync(CommitmentRecords.Kind.List),
            "project" => await ReadAsync(ProjectRecords.Kind.List),
            "agreement" => await ReadAsync(AgreementRecords.Kind.List),
            "wish" => await ReadAsync(WishRecords.Kind.List),
            _ => null,
        };

        async Task<int> ReadAsync<T>(RecordList<T> list)
            where T : CommunityRecord
        {
            var problems = new List<ListProblem>();
            var page = await store.Get<ListQueries>()
                .ReadAsync(list, TestStore.Leader, ListRequest.Read(list, address.Fields, problems), Cancellation);
            Assert.Empty(problems.Concat(page.Problems));
            return page.Total;
        }
    }
}
