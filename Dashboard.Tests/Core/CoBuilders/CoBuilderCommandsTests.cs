using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Profiles;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.CoBuilders;

public class CoBuilderCommandsTests
{
    private static readonly FieldValues<CoBuilder> Values = new()
    {
        [x => x.Name] = "海晏路派出所",
        [x => x.Kind] = CoBuilderKind.Police,
        [x => x.JoinedOn] = TestStore.Today.AddDays(-40),
        [x => x.Contact] = "张建国",
        [x => x.ContactPhone] = "138 1234-5678",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_OnceForARequest_NamesItInEnglishToo_AndKeepsThePhoneAsDigits()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<CoBuilder>>();
        var request = Guid.NewGuid();
        var first = await commands.EnterAsync(TestStore.Administrator, Values, request, Cancellation);
        Assert.Equal(first, await commands.EnterAsync(TestStore.Administrator, Values, request, Cancellation));
        await using var db = store.Open();
        var unit = await db.CoBuilders.SingleAsync(Cancellation);
        Assert.Equal(("海晏路派出所", "海晏路派出所", "13812345678"), (unit.Name, unit.NameEn, unit.ContactPhone));
        Assert.DoesNotContain("13812345678", (await db.AuditEntries.SingleAsync(Cancellation)).After);
    }

    [Fact]
    public async Task AnArchivedOne_ComesBackOnlyWhileItsNameIsFree()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<CoBuilder>>();
        var first = await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
        first = await commands.ArchiveAsync(TestStore.Administrator, new(first.Id, first.Version, "误登"), Cancellation);
        var second = await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            commands.RestoreAsync(TestStore.Administrator, new(first.Id, first.Version), Cancellation));
        Assert.Equal(Rule.Registered, Assert.Single(refused.Violations).Rule);
        await commands.CorrectAsync(TestStore.Administrator, new(second.Id, second.Version, new() { [x => x.Name] = "另一单位" }),
            Cancellation);
        await commands.RestoreAsync(TestStore.Administrator, new(first.Id, first.Version), Cancellation);
    }

    [Fact]
    public async Task ContactAndPhone_AreTakenOutOnlyWhenThatIsSaid()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<CoBuilder>>();
        var saved = await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
        saved = await commands.CorrectAsync(TestStore.Administrator, new(saved.Id, saved.Version, new() { [x => x.Name] = "派出所" }),
            Cancellation);
        Assert.Equal(("张建国", "13812345678"), await ContactAsync(store));
        saved = await commands.CorrectAsync(TestStore.Administrator, new(saved.Id, saved.Version, new() { [x => x.ContactPhone] = null }),
            Cancellation);
        Assert.Equal(("张建国", null), await ContactAsync(store));
        await commands.CorrectAsync(TestStore.Administrator, new(saved.Id, saved.Version, new() { [x => x.Contact] = null }), Cancellation);
        Assert.Equal((null, null), await ContactAsync(store));

        static async Task<(string?, string?)> ContactAsync(TestStore store)
        {
            await using var db = store.Open();
            return await db.CoBuilders.Select(unit => new ValueTuple<string?, string?>(unit.Contact, unit.ContactPhone))
                .SingleAsync(Cancellation);
        }
    }

    [Fact]
    public async Task OthersThanTheKeepersOfTheStreet_MayNotWrite()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<CoBuilder>>();
        var saved = await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
        foreach (var caller in new[] { TestStore.WorkerOfXinsheng, TestStore.Leader,
            TestStore.Administrator with { CommunityIds = [TestStore.Xinsheng] } })
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
                commands.EnterAsync(caller, Values.With(x => x.Name, "另一单位"), null, Cancellation));
            await Assert.ThrowsAsync<RecordNotFoundException>(() =>
                commands.CorrectAsync(caller, new(saved.Id, saved.Version, Values), Cancellation));
            await Assert.ThrowsAsync<RecordNotFoundException>(() =>
                commands.ArchiveAsync(caller, new(saved.Id, saved.Version, "误登"), Cancellation));
        }
    }

    [Fact]
    public async Task TheSameName_IsRefusedAndNamesTheOther_UntilThatIsArchived()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<CoBuilder>>();
        var first = await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            commands.EnterAsync(TestStore.Administrator, Values.With(x => x.Name, " 海晏路派出所 "), null, Cancellation));
        Assert.Equal([Rule.Registered], refused.Violations.Select(violation => violation.Rule));
        Assert.Equal([$"{first.Id}"], refused.Violations[0].Args);
        await commands.ArchiveAsync(TestStore.Administrator, new(first.Id, first.Version, "误登"), Cancellation);
        await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
    }

    [Fact]
    public async Task Correct_WithoutContact_LeavesItAsItIs()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<CoBuilder>>();
        var saved = await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
        await commands.CorrectAsync(TestStore.Administrator, new(saved.Id, saved.Version, new() { [x => x.LeftOn] = TestStore.Today }),
            Cancellation);
        var unit = (await store.Get<CoBuilderQueries>().FindAsync(TestStore.Leader, saved.Id, Cancellation))!.CoBuilder;
        Assert.Equal(("张建国", "13812345678", TestStore.Today), (unit.Contact, unit.ContactPhone, unit.LeftOn));
    }

    [Fact]
    public async Task WhatIsWrong_IsToldAllAtOnce()
    {
        await using var store = await TestStore.CreateAsync();
        FieldValues<CoBuilder> wrong = new()
        {
            [x => x.Name] = " ",
            [x => x.NameEn] = new string('x', TextLimits.Name + 1),
            [x => x.Kind] = (CoBuilderKind)77,
            [x => x.JoinedOn] = TestStore.Today,
            [x => x.LeftOn] = TestStore.Today.AddDays(-1),
            [x => x.ContactPhone] = "138****5678",
        };
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            store.Get<RecordCommands<CoBuilder>>().EnterAsync(TestStore.Administrator, wrong, null, Cancellation));
        Assert.Equal(
            ["name Required", "name-en TooLong", "co-builder-kind Unknown", "phone NotAPhone", "left-on BeforeStart"],
            refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    [Theory]
    [InlineData("1234", false)]
    [InlineData("12345", true)]
    [InlineData("+123456789012345", true)]
    [InlineData("+1234567890123456", false)]
    [InlineData("123456789012345678901", false)]
    [InlineData("（022）6631 0000", true)]
    [InlineData("七八九", false)]
    public void Phone_HasTheDigitsOfANumber(string typed, bool isTaken)
    {
        var check = new ValidationContext();
        check.Phone("ContactPhone", typed);
        Assert.Equal(isTaken, check.IsClean);
    }

    [Fact]
    public async Task List_IsTheSameForEverybody_AndToldApartByWhoIsThere()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddSingleton<Concentric.Ledgers.CommunityDirectory>());
        var commands = store.Get<RecordCommands<CoBuilder>>();
        await commands.EnterAsync(TestStore.Administrator, Values, null, Cancellation);
        await commands.EnterAsync(TestStore.Administrator, Values.With(x => x.Name, "惠民超市")
            .With(x => x.LeftOn, TestStore.Today), null, Cancellation);
        var lists = store.Get<ListQueries>();
        Assert.Equal(2, (await lists.ReadAsync(CoBuilderRecords.Kind.List, TestStore.WorkerOfXinsheng, new(), Cancellation)).Total);
        Assert.Equal("惠民超市",
            Assert.Single((await lists.ReadAsync(CoBuilderRecords.Kind.List, TestStore.WorkerOfXinsheng, new(View: "left"),
                Cancellation)).Rows).Values[0]);
        Assert.Equal(1, (await lists.ReadAsync(CoBuilderRecords.Kind.List, TestStore.Leader, new(View: "present"), Cancellation)).Total);
    }
}
