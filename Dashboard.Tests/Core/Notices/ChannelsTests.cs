using System.Globalization;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Notices;
using Concentric.Notices.Channels;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Notices;

/// <summary>What each person has chosen for the own notices, and the mails that come of it.</summary>
public sealed class ChannelsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void EachKind_HasATopic_AndEachTopicIsSomebodys()
    {
        Assert.All(Enum.GetValues<NoticeKind>(), kind => Assert.True(NoticeTopics.Has(kind), $"{kind} has no topic."));
        var offered = Enum.GetValues<Role>().SelectMany(role => NoticeTopics.For(new("x", role))).ToHashSet();
        Assert.Equal(Enum.GetValues<NoticeTopic>(), offered.Order());
    }

    [Fact]
    public async Task WhoHasChosenNothing_IsToldInTheProgramOnly()
    {
        await using var store = await StoreAsync();
        var worker = await WorkerAsync(store);
        await TellAsync(store, worker, NoticeKind.Overdue, NoticeKind.Assigned, NoticeKind.Workbook);
        Assert.All(await store.NoticesAsync(worker), notice => Assert.Equal((null, null), (notice.ReadAt, notice.MailWhen)));
        store.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await store.Get<NoticeMails>().GatherAsync(Cancellation));
    }

    [Fact]
    public async Task WhatIsNotToBeCounted_IsInTheList_Read()
    {
        await using var store = await StoreAsync();
        var worker = await WorkerAsync(store);
        await ChooseAsync(store, worker, (NoticeTopic.Overdue, false, NoticeWhen.Off));
        await TellAsync(store, worker, NoticeKind.Overdue, NoticeKind.Assigned);
        Assert.Equal(1, await store.Get<NoticeQueries>().CountUnreadAsync(worker, Cancellation));
        Assert.Equal(2, (await store.NoticesAsync(worker)).Count);
    }

    [Fact]
    public async Task WhatComesAtOnce_WaitsTwoMinutes_SoThatTenAreOneMail()
    {
        await using var store = await StoreAsync();
        var worker = await WorkerAsync(store);
        await ChooseAsync(store, worker, (NoticeTopic.Arrivals, true, NoticeWhen.AtOnce));
        var mails = store.Get<NoticeMails>();
        await TellAsync(store, worker, [.. Enumerable.Repeat(NoticeKind.Assigned, 9)]);
        store.Time.Advance(NoticeMails.Gathering - TimeSpan.FromSeconds(1));
        await TellAsync(store, worker, NoticeKind.Returned);
        Assert.Equal(0, await mails.GatherAsync(Cancellation));
        store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await mails.GatherAsync(Cancellation));
        Assert.Equal(0, await mails.GatherAsync(Cancellation));
        Assert.Equal(10, (await LetterAsync(store)).Total);
    }

    [Fact]
    public async Task TheDailyMail_ComesAtItsHour_WithAllSinceTheLast_AndNoneWhenNothingIsNew()
    {
        await using var store = await StoreAsync();
        var worker = await WorkerAsync(store);
        // It is ten o'clock in the office.
        await ChooseAsync(store, worker, 11, (NoticeTopic.Overdue, true, NoticeWhen.Daily), (NoticeTopic.Arrivals, true, NoticeWhen.Daily));
        var mails = store.Get<NoticeMails>();
        await TellAsync(store, worker, NoticeKind.Overdue, NoticeKind.Assigned);
        store.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, await mails.GatherAsync(Cancellation));
        store.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await mails.GatherAsync(Cancellation));
        Assert.Equal(2, (await LetterAsync(store)).Total);
        store.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await mails.GatherAsync(Cancellation));
    }

    [Fact]
    public async Task WhatWaitsForItsHour_KeepsNothingBackThatIsDue()
    {
        await using var store = await StoreAsync();
        var worker = await WorkerAsync(store);
        var other = await store.AccountAsync("other", Role.Worker, TestStore.Xinsheng);
        await ChooseAsync(store, worker, 11, (NoticeTopic.Overdue, true, NoticeWhen.Daily));
        await ChooseAsync(store, other, (NoticeTopic.Arrivals, true, NoticeWhen.AtOnce));
        await TellAsync(store, worker, [.. Enumerable.Repeat(NoticeKind.Overdue, 2_001)]);
        await TellAsync(store, other, NoticeKind.Assigned);
        store.Time.Advance(NoticeMails.Gathering);
        Assert.Equal(1, await store.Get<NoticeMails>().GatherAsync(Cancellation));
        Assert.NotNull(Assert.Single(await store.NoticesAsync(other)).MailId);
    }

    [Fact]
    public async Task WhatWasReadMeanwhile_OrIsTwoDaysOld_IsNotMailed()
    {
        await using var store = await StoreAsync();
        var worker = await WorkerAsync(store);
        await ChooseAsync(store, worker, 11, (NoticeTopic.Overdue, true, NoticeWhen.Daily));
        await TellAsync(store, worker, NoticeKind.Overdue);
        store.Time.Advance(TimeSpan.FromMinutes(1));
        await store.Get<NoticeCommands>().MarkAllReadAsync(worker, long.MaxValue, Cancellation);
        await TellAsync(store, worker, NoticeKind.Overdue);
        store.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await store.Get<NoticeMails>().GatherAsync(Cancellation));
        Assert.Equal(1, (await LetterAsync(store)).Total);
        await TellAsync(store, worker, NoticeKind.Overdue);
        store.Time.Advance(NoticeMails.Lasts + TimeSpan.FromSeconds(1));
        Assert.Equal(0, await store.Get<NoticeMails>().GatherAsync(Cancellation));
        // Left out for good: it is not looked at again.
        Assert.Equal(0, (await store.NoticesAsync(worker))[^1].MailId);
    }

    [Fact]
    public async Task SeveralNodesAtOnce_MakeOneMail()
    {
        await using var store = await StoreAsync();
        var worker = await WorkerAsync(store);
        await ChooseAsync(store, worker, (NoticeTopic.Overdue, true, NoticeWhen.AtOnce));
        await TellAsync(store, worker, NoticeKind.Overdue, NoticeKind.Overdue);
        store.Time.Advance(NoticeMails.Gathering);
        var mails = store.Get<NoticeMails>();
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => mails.GatherAsync(Cancellation))));
        Assert.Equal(1, made.Sum());
        Assert.Equal(2, (await LetterAsync(store)).Total);
    }

    [Fact]
    public async Task WhoHasLostTheCommunity_OrTheAccount_IsMailedNothing()
    {
        await using var store = await StoreAsync();
        var worker = await WorkerAsync(store);
        await ChooseAsync(store, worker, (NoticeTopic.Overdue, true, NoticeWhen.AtOnce));
        await TellAsync(store, worker, NoticeKind.Overdue);
        store.Time.Advance(NoticeMails.Gathering);
        await store.Get<NoticeMails>().GatherAsync(Cancellation);
        await using (var db = store.Open())
        {
            await db.Set<UserCommunity>()
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.CommunityId, TestStore.Xinshun), Cancellation);
        }

        Assert.Equal(0, (await LetterAsync(store)).Total);
        await using (var db = store.Open())
            await db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.IsDisabled, true), Cancellation);
        Assert.Null(await store.Get<NoticeMails>().ReadAsync(1, Cancellation));
    }

    [Fact]
    public async Task Choices_AreOnesOwn_AndSoAreTheTopics()
    {
        await using var store = await StoreAsync();
        var worker = await WorkerAsync(store);
        var channels = store.Get<NoticeChannels>();
        var read = (await channels.ReadAsync(worker, Cancellation))!;
        Assert.Equal([NoticeTopic.DueSoon, NoticeTopic.Overdue, NoticeTopic.Arrivals, NoticeTopic.Instructions,
            NoticeTopic.Workbooks, NoticeTopic.Failures, NoticeTopic.Alerts, NoticeTopic.Evaluation],
            read.Choices.Select(choice => choice.Topic));
        Assert.Equal([NoticeTopic.Workbooks], read.Choices.Where(choice => choice.Mail != NoticeWhen.Off).Select(choice => choice.Topic));
        foreach (var hour in new[] { 0, 23 }) await channels.SaveAsync(worker, [], hour, "en", Cancellation);
        foreach (var hour in new[] { -1, 24 })
        {
            var wrong = await Assert.ThrowsAsync<RefusedException>(() => channels.SaveAsync(worker, [], hour, "en", Cancellation));
            Assert.Equal(("DigestHour", Rule.OutOfRange), (wrong.Violations[0].Field, wrong.Violations[0].Rule));
        }

        await Assert.ThrowsAsync<RefusedException>(() =>
            channels.SaveAsync(worker, [NoticeChoice.Standard(worker.UserId!.Value, NoticeTopic.Program)], 9, "en", Cancellation));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => channels.SaveAsync(TestStore.Leader, [], 9, "en", Cancellation));
        Assert.Equal(23, (await channels.ReadAsync(worker, Cancellation))!.Hour);
    }

    private static Task<TestStore> StoreAsync() => TestStore.CreateAsync(services => services.AddSingleton(typeof(Outbox<>)));

    private static async Task<CurrentUser> WorkerAsync(TestStore store)
    {
        var worker = await store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng);
        await using var db = store.Open();
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Email, "worker@example.cn"), Cancellation);
        return worker;
    }

    private static Task ChooseAsync(TestStore store, CurrentUser reader,
        params (NoticeTopic Topic, bool IsCounted, NoticeWhen Mail)[] choices) => ChooseAsync(store, reader, 9, choices);

    private static Task ChooseAsync(TestStore store, CurrentUser reader, int hour,
        params (NoticeTopic Topic, bool IsCounted, NoticeWhen Mail)[] choices) => store.Get<NoticeChannels>().SaveAsync(reader,
        [.. choices.Select(one => new NoticeChoice { Topic = one.Topic, IsCounted = one.IsCounted, Mail = one.Mail })], hour, "zh-CN",
        Cancellation);

    private static async Task TellAsync(TestStore store, CurrentUser reader, params NoticeKind[] kinds)
    {
        await using var db = store.Open();
        var first = await db.Notices.CountAsync(Cancellation) + 1;
        await db.AddNoticesAsync([.. kinds.Select((kind, index) => new Notice
        {
            UserId = reader.UserId!.Value,
            Kind = kind,
            RecordKind = "petition",
            RecordId = first + index,
            Day = TestStore.Today,
            CommunityId = TestStore.Xinsheng,
            Number = (first + index).ToString(CultureInfo.InvariantCulture),
            At = store.Time.GetUtcNow().UtcDateTime,
        })], Cancellation);
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>The only mail there is.</summary>
    private static async Task<NoticeLetter> LetterAsync(TestStore store)
    {
        await using var db = store.Open();
        var mail = await db.NoticeMails.AsNoTracking().SingleAsync(Cancellation);
        return (await store.Get<NoticeMails>().ReadAsync(mail.Id, Cancellation))!;
    }
}
