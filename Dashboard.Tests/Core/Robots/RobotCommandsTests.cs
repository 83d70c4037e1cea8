using Concentric.Jobs;
using Concentric.Robots;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Robots;

/// <summary>Who keeps robots, what is refused, and that nobody is shown a key.</summary>
public sealed class RobotCommandsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OnlyAdministratorsOfTheWholeOffice_MayKeepThem()
    {
        await using var rig = await RobotRig.CreateAsync();
        var id = await rig.AddAsync(rig.Details());
        var commands = rig.Store.Get<RobotCommands>();
        foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng, TestStore.Administrator with { CommunityIds = [1] } })
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => commands.AddAsync(caller, rig.Details(), Cancellation));
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => commands.ChangeAsync(caller, id, 1, rig.Details(), Cancellation));
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => commands.RemoveAsync(caller, id, 1, Cancellation));
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
                rig.Store.Get<RobotTest>().SendAsync(caller, id, rig.Details(), Cancellation));
            Assert.Empty(await rig.Store.Get<RobotQueries>().ListAsync(caller, Cancellation));
        }

        Assert.Empty(rig.Server.Requests);
    }

    [Fact]
    public async Task KeyAndSecret_AreNowhereInTheStore_AndTheAuditTrailSaysThatTheyWereChanged()
    {
        await using var rig = await RobotRig.CreateAsync(RobotForm.Feishu);
        var id = await rig.AddAsync(rig.Details(RobotForm.Feishu));
        var commands = rig.Store.Get<RobotCommands>();
        await commands.ChangeAsync(TestStore.Administrator, id, 1,
            rig.Details(RobotForm.Feishu) with { RobotKey = "another-key", Secret = null, Name = "新名" }, Cancellation);
        await rig.Store.Get<RobotTest>().SendAsync(TestStore.Administrator, id, rig.Details(RobotForm.Feishu), Cancellation);
        await using var db = rig.Store.Open();
        var robot = await db.Robots.AsNoTracking().SingleAsync(Cancellation);
        var trail = await db.AuditEntries.AsNoTracking().Where(line => line.Kind == RobotCommands.Kind).OrderBy(line => line.Id)
            .ToListAsync(Cancellation);
        var all = string.Join('\n', trail.Select(line => line.Before + line.After)) + robot.ProtectedKey + robot.ProtectedSecret;
        foreach (var secret in new[] { RobotRig.Key, RobotRig.Secret, "another-key" }) Assert.DoesNotContain(secret, all);
        Assert.Equal(["Added", "Changed", "Tested"], trail.Select(line => line.Action));
        Assert.Contains("\"RobotKey\":\"***\",\"Secret\":\"***\"", trail[0].After);
        Assert.Contains("\"RobotKey\":\"***\",\"Secret\":null", trail[1].After);
        Assert.Equal("another-key", rig.Store.Get<RobotSecrets>().Reveal(robot.ProtectedKey));
        Assert.Equal(RobotRig.Secret, rig.Store.Get<RobotSecrets>().Reveal(robot.ProtectedSecret!));
        Assert.DoesNotContain(RobotRig.Key, new RobotAddress(RobotForm.WeCom, new("https://x.cn"), RobotRig.Key, null).ToString());
    }

    [Fact]
    public async Task WhoChangesWhereTheKeyGoes_TypesItAgain()
    {
        await using var rig = await RobotRig.CreateAsync(RobotForm.DingTalk);
        var id = await rig.AddAsync(rig.Details(RobotForm.DingTalk));
        var blank = rig.Details(RobotForm.DingTalk) with { RobotKey = null, Secret = " " };
        await rig.Store.Get<RobotCommands>().ChangeAsync(TestStore.Administrator, id, 1, blank with { IsOn = false }, Cancellation);
        var elsewhere = blank with { BaseAddress = "https://elsewhere.example.com" };
        foreach (var moved in new[] { elsewhere, blank with { Form = RobotForm.Feishu } })
        {
            Assert.Equal(["RobotKey", "Secret"], (await RefusedAsync(() =>
                rig.Store.Get<RobotCommands>().ChangeAsync(TestStore.Administrator, id, 2, moved, Cancellation))).Select(one => one.Field));
            await RefusedAsync(() => rig.Store.Get<RobotTest>().SendAsync(TestStore.Administrator, id, moved, Cancellation));
        }
    }

    [Theory]
    [InlineData("https://qyapi.weixin.qq.com", true)]
    [InlineData("https://im.example.cn/wecom/api", true)]
    [InlineData("http://10.1.2.3:8080", true)]
    [InlineData("http://172.16.0.1", true)]
    [InlineData("http://172.32.0.1", false)]
    [InlineData("http://192.168.1.1", true)]
    [InlineData("http://wecom", true)]
    [InlineData("http://qyapi.weixin.qq.com", false)]
    [InlineData("http://8.8.8.8", false)]
    [InlineData("http://[fd00::1]:8080", true)]
    [InlineData("http://[fe80::1]", true)]
    [InlineData("http://[2001:4860:4860::8888]", false)]
    [InlineData("http://[::ffff:8.8.8.8]", false)]
    [InlineData("ftp://10.0.0.1", false)]
    [InlineData("https://x.cn/send?key=1", false)]
    [InlineData("https://user:word@x.cn", false)]
    [InlineData("qyapi.weixin.qq.com", false)]
    public async Task AnAddressInClear_IsOneOfTheOfficesOwnNetwork(string address, bool isTaken)
    {
        Assert.Equal(isTaken, RobotCommands.MayBeReached(address));
        if (isTaken) return;
        await using var rig = await RobotRig.CreateAsync();
        var wrong = Assert.Single(await RefusedAsync(() => rig.AddAsync(rig.Details() with { BaseAddress = address })));
        Assert.Equal(("BaseAddress", Rule.NotARobotAddress, address), (wrong.Field, wrong.Rule, wrong.Value));
    }

    [Fact]
    public async Task WhatIsWrong_IsNamed_WithoutTheKey()
    {
        await using var rig = await RobotRig.CreateAsync();
        await rig.AddAsync(rig.Details());
        var found = await RefusedAsync(() => rig.AddAsync(rig.Details(RobotForm.WeCom, 1, 99) with
        {
            RobotKey = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
            Language = "fr",
            TellsTroubles = true,
        }));
        Assert.Equal([("Name", Rule.AlreadyNamed), ("RobotKey", Rule.NotARobotKey), ("Language", Rule.Unknown),
            ("Communities", Rule.Unknown), ("TellsTroubles", Rule.WholeStreetOnly)], found.Select(one => (one.Field, one.Rule)));
        Assert.Null(found.Single(one => one.Field == "RobotKey").Value);
        var longest = new string('k', RobotCommands.MostKey);
        await rig.AddAsync(rig.Details() with { Name = "b", RobotKey = longest });
        var tooLong = await RefusedAsync(() => rig.AddAsync(rig.Details() with { Name = "c", RobotKey = longest + "k" }));
        Assert.Equal(Rule.TooLong, tooLong[0].Rule);
    }

    [Fact]
    public async Task OneThatIsRemoved_ForgetsItsKey_AndSaysNothingMore()
    {
        await using var rig = await RobotRig.CreateAsync();
        var id = await rig.AddAsync(rig.Details());
        await rig.SayAsync(id, "one");
        await Assert.ThrowsAsync<EditedMeanwhileException>(() =>
            rig.Store.Get<RobotCommands>().RemoveAsync(TestStore.Administrator, id, 7, Cancellation));
        await rig.Store.Get<RobotCommands>().RemoveAsync(TestStore.Administrator, id, 1, Cancellation);
        Assert.Equal(0, await rig.SendAsync());
        Assert.Equal(("", null), ((await rig.RobotAsync()).ProtectedKey, (await rig.RobotAsync()).ProtectedSecret));
        // Its name may be another's now.
        await rig.AddAsync(rig.Details());
    }

    [Theory]
    [InlineData(RobotForm.Feishu, "https://open.feishu.cn/open-apis/bot/v2/hook/0123-4567")]
    [InlineData(RobotForm.WeCom, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123-4567")]
    [InlineData(RobotForm.DingTalk, "https://oapi.dingtalk.com/robot/send?access_token=01234567")]
    [InlineData(RobotForm.WeCom, "https://im.example.cn/%68ook/1")]
    [InlineData(RobotForm.WeCom, "https://im.example.cn/" + RobotRig.Key)]
    public async Task AKeyInTheAddress_IsRefused_AndNotSaidAgain(RobotForm form, string address)
    {
        await using var rig = await RobotRig.CreateAsync();
        var wrong = Assert.Single(await RefusedAsync(() => rig.AddAsync(rig.Details(form) with { BaseAddress = address })));
        Assert.Equal(("BaseAddress", Rule.KeyInRobotAddress, null), (wrong.Field, wrong.Rule, wrong.Value));
    }

    [Fact]
    public async Task WhatWaits_IsNotForAnotherGroup_NorForOneThatMayReadOtherThings()
    {
        await using var rig = await RobotRig.CreateAsync();
        var id = await rig.AddAsync(rig.Details());
        var version = 1;
        async Task<OutboxState> ChangeAsync(RobotDetails details)
        {
            await rig.SayAsync(id, $"before {version}");
            await rig.Store.Get<RobotCommands>().ChangeAsync(TestStore.Administrator, id, version++, details, Cancellation);
            return (await rig.MessagesAsync())[^1].State;
        }

        var same = rig.Details() with { RobotKey = null, IsOn = false };
        Assert.Equal(OutboxState.Waiting, await ChangeAsync(same with { Name = "另一个名字", Language = "en" }));
        Assert.Equal(OutboxState.Waiting, await ChangeAsync(same with { RobotKey = RobotRig.Key }));
        Assert.Equal(OutboxState.Withdrawn, await ChangeAsync(same with { RobotKey = "another-key" }));
        Assert.Equal(OutboxState.Withdrawn, await ChangeAsync(same with { Communities = [TestStore.Xinsheng] }));
        same = same with { Communities = [TestStore.Xinsheng] };
        Assert.Equal(OutboxState.Withdrawn,
            await ChangeAsync(same with { BaseAddress = "https://elsewhere.example.com", RobotKey = "another-key" }));
        same = same with { RobotKey = "another-key", BaseAddress = "https://elsewhere.example.com" };
        Assert.Equal(OutboxState.Withdrawn, await ChangeAsync(same with { Form = RobotForm.Feishu }));
    }

    private static async Task<IReadOnlyList<Violation>> RefusedAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<RefusedException>(act)).Violations;
}
