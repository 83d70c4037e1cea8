using System.Net;
using System.Text.Json;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.People;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Concentric.Tests.Integration.Api;

/// <summary>Whatever is asked wrongly is answered with what was wrong and how to mend it, as JSON.</summary>
[Collection<SharedApi>]
public sealed class ApiProblemsTests(ApiApp app)
{
    private const string Metrics = "/api/v1/metrics?";
    private const string Records = "/api/v1/metrics/petitions.resolved/records?";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Metrics + "communities=xinsheng,atlantis", "communities", "atlantis", "/api/v1/communities")]
    [InlineData(Metrics + "metrics=petitions.resolved,petitions.lost", "metrics", "petitions.lost", "/api/v1/metrics")]
    [InlineData(Metrics + "from=2026-03-31&to=2026-03-01", "from", "2026-03-31", "swap")]
    [InlineData(Metrics + "from=1995-01-01&to=2094-12-31", "to", "2094-12-31", "20 years")]
    [InlineData(Metrics + "from=1926-01-01&to=2026-01-01", "from", "1926-01-01", "1990")]
    [InlineData(Metrics + "from=2026-02-30&to=2026-03-01", "from", "2026-02-30", "2026-03-31")]
    [InlineData(Metrics + "from=2026-03-01&to=today", "to", "today", "2026-03-31")]
    [InlineData(Metrics + "from=2026-03-01T00:00:00%2B08:00&to=2026-03-02", "from", "2026-03-01T00:00:00+08:00", "2026-03-31")]
    [InlineData(Metrics + "from=2026-03-01", "to", "to", "both from and to")]
    [InlineData(Metrics + "to=2026-03-01", "from", "from", "both from and to")]
    [InlineData(Metrics + "period=custom", "from", "from", "both from and to")]
    [InlineData(Metrics + "period=week", "period", "week", "last-quarter or last-year")]
    [InlineData(Metrics + "period=month&from=2026-01-01&to=2026-01-31", "period", "month", "leave one")]
    [InlineData(Metrics + "from=2026-01-01&from=2026-02-01&to=2026-03-01", "from", "2026-01-01,2026-02-01", "2026-03-31")]
    [InlineData(Metrics + "community=xinsheng", "community", "community", "communities")]
    [InlineData(Records + "page=0", "page", "0", "1 to")]
    [InlineData(Records + "page=two", "page", "two", "1 to")]
    [InlineData(Records + "page=99999999999", "page", "99999999999", "1 to")]
    [InlineData(Records + "pageSize=201", "pageSize", "201", "1 to 200")]
    [InlineData(Records + "pageSize=-1", "pageSize", "-1", "1 to 200")]
    [InlineData(Records + "sort=colour", "sort", "colour", "received-on")]
    [InlineData(Records + "sort=--received-on", "sort", "--received-on", "received-on")]
    [InlineData(Records + "sort=phone", "sort", "phone", "received-on")]
    [InlineData(Records + "communities=atlantis", "communities", "atlantis", "/api/v1/communities")]
    [InlineData("/api/v1/metrics/overdue.items/records", "key", "overdue.items", "petitions.overdue, hazards.overdue")]
    [InlineData("/api/v1/communities?page=1", "page", "page", "takes none")]
    public async Task WrongParameter_IsNamedWithItsValueAndTheMend_InBothLanguages(string address, string field, string value, string mend)
    {
        var english = await app.RefusedAsync(HttpStatusCode.BadRequest, address, app.Analyst);
        var text = english.GetProperty("errors").GetProperty(field)[0].GetString()!;
        Assert.Contains(value, text);
        Assert.Contains(mend, text);
        Assert.DoesNotContain("shown instead", text);

        var chinese = await app.RefusedAsync(HttpStatusCode.BadRequest, address, app.Analyst, ("Accept-Language", "zh-CN"));
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", chinese.GetProperty("errors").GetProperty(field)[0].GetString());
        Assert.Contains("请求有误", chinese.GetProperty("title").GetString());
    }

    [Fact]
    public async Task EverythingThatIsWrong_IsSaidAtOnce()
    {
        var problem = await app.RefusedAsync(HttpStatusCode.BadRequest, Metrics + "from=x&to=y&communities=a,b&metrics=c", app.Analyst);
        Assert.Equal(["communities", "from", "metrics", "to"], problem.GetProperty("errors").EnumerateObject().Select(field => field.Name)
            .Order());
        Assert.Equal(2, problem.GetProperty("errors").GetProperty("communities").GetArrayLength());
    }

    [Fact]
    public async Task LongValue_IsCutShort_AlsoInTheMiddleOfACharacter()
    {
        var value = new string('a', SliceProblem.MostShown - 1) + "😀" + new string('b', 500);
        var problem = await app.RefusedAsync(HttpStatusCode.BadRequest, Metrics + "metrics=" + Uri.EscapeDataString(value), app.Analyst);
        Assert.InRange(problem.GetProperty("errors").GetProperty("metrics")[0].GetString()!.Length, 60, 200);
    }

    [Fact]
    public async Task MetricThatIsNotThere_HasNoRecords() =>
        Assert.Contains("petitions.lost",
            (await app.RefusedAsync(HttpStatusCode.NotFound, "/api/v1/metrics/petitions.lost/records", app.Analyst)).GetProperty("errors")
            .GetProperty("key")[0].GetString());

    [Theory]
    [InlineData("/api/v1/metric")]
    [InlineData("/api/v2/metrics")]
    [InlineData("/api")]
    public async Task UnknownAddress_IsAProblem_WhateverFormWasAskedFor(string address)
    {
        await app.RefusedAsync(HttpStatusCode.NotFound, address, app.Analyst);
        await app.RefusedAsync(HttpStatusCode.NotFound, address, app.Analyst, ("Accept", "text/html"));
    }

    [Fact]
    public async Task OtherMethod_IsRefused_WithThoseThatAreSupported()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/metrics");
        request.Headers.Authorization = new("Bearer", app.Analyst);
        var answer = await app.Browser().SendAsync(request, Cancellation);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "application/problem+json"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("GET", answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task WhileTheFiguresAreBeingCounted_TheCallerIsToldWhenToAskAgain()
    {
        await using var uncounted = new ApiApp();
        var key = await uncounted.Get<ApiKeyCommands>().MakeAsync(CurrentUser.System, "early", Role.Analyst, null, Cancellation);
        var answer = await uncounted.SendAsync("/api/v1/metrics", key);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await uncounted.SendAsync("/api/v1/communities", key)).StatusCode);
    }

    [Fact]
    public async Task Failure_SaysNoMoreThanTheNumberUnderWhichItIsLogged()
    {
        // With a store of its own: one that another application holds is refused.
        await using var own = new ApiApp();
        await using var broken = own.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
            services.Replace(ServiceDescriptor.Singleton<MetricCube>(_ => throw new InvalidOperationException("a secret")))));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/metrics");
        request.Headers.Authorization = new("Bearer", await broken.Services.GetRequiredService<ApiKeyCommands>()
            .MakeAsync(CurrentUser.System, "broken", Role.Analyst, null, Cancellation));
        var answer = await broken.CreateClient().SendAsync(request, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotContain("a secret", text);
        Assert.NotEmpty(JsonElement.Parse(text).GetProperty("requestId").GetString()!);
    }

    [Fact]
    public async Task TooManyCallsOfOneKey_AreRefused_NotThoseOfAnother()
    {
        await using var small = new ApiApp();
        small.Set("Api:CallsPerMinute", "2");
        var keys = small.Get<ApiKeyCommands>();
        var (busy, calm) = (await keys.MakeAsync(CurrentUser.System, "busy", Role.Analyst, null, Cancellation),
            await keys.MakeAsync(CurrentUser.System, "calm", Role.Analyst, null, Cancellation));
        for (var call = 0; call < 2; call++)
            Assert.Equal(HttpStatusCode.OK, (await small.SendAsync("/api/v1/communities", busy)).StatusCode);
        var refused = await small.SendAsync("/api/v1/communities", busy);
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"),
            (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await small.SendAsync("/api/v1/communities", calm)).StatusCode);
    }

    /// <summary>One key is one caller, however it is written; a stranger is an address, whatever keys it tries.</summary>
    [Fact]
    public async Task OneKey_HasOneLimit_HoweverItsHeaderIsSpelled_AndAStrangerOne()
    {
        await using var small = new ApiApp();
        small.Set("Api:CallsPerMinute", "6");
        var key = await small.Get<ApiKeyCommands>().MakeAsync(CurrentUser.System, "busy", Role.Analyst, null, Cancellation);
        foreach (var header in new[] { $"Bearer {key}", $"bearer {key}", $"BEARER {key}", $"Bearer   {key}", $"Bearer {key} ",
            $"bEaReR\t{key}" })
            Assert.Equal(HttpStatusCode.OK, (await small.SendAsync("/api/v1/communities", null, ("Authorization", header))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests,
            (await small.SendAsync("/api/v1/communities", null, ("Authorization", $"beareR    {key}"))).StatusCode);
        for (var call = 0; call < 6; call++)
            Assert.Equal(HttpStatusCode.Unauthorized,
                (await small.SendAsync("/api/v1/communities", null, ("Authorization", $"Bearer guess{call}"),
                    ("X-Forwarded-For", "192.0.2.1"))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests,
            (await small.SendAsync("/api/v1/communities", null, ("X-Forwarded-For", "192.0.2.1"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await small.SendAsync("/api/v1/communities", null, ("X-Forwarded-For", "192.0.2.2"))).StatusCode);
    }
}
