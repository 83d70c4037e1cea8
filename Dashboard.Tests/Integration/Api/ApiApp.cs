using System.Net;
using System.Text.Json;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.People;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.Integration.Api;

/// <summary>
/// The application with three communities, a few records of each and keys to ask with. Its cube counts when a test says so,
/// and its clock stands at <see cref="TestStore.Start"/>.
/// </summary>
public sealed class ApiApp() : TestApp(new FakeTimeProvider(TestStore.Start)), IAsyncLifetime
{
    /// <summary>The first quarter up to today.</summary>
    public const string Slice = "from=2026-01-01&to=2026-03-18";

    public FakeTimeProvider Time => (FakeTimeProvider)Clock;

    /// <summary>Development loads the demo data.</summary>
    public string Environment { get; init; } = Environments.Production;

    /// <summary>A key that sees all.</summary>
    public string Analyst { get; private set; } = "";

    /// <summary>A worker's key of Xinsheng Garden.</summary>
    public string Worker { get; private set; } = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using (var db = await Factory.CreateDbContextAsync(Cancellation))
        {
            db.AddRange(
                new Community
                {
                    Id = TestStore.Xinsheng,
                    Code = "xinsheng",
                    Name = "馨盛园",
                    NameEn = "Xinsheng Garden",
                    HouseholdCounts = { new() { HoldsFrom = TestStore.HouseholdsSince, Households = 2_100 } },
                    SortOrder = 1
                },
                new Community { Id = TestStore.Xinshun, Code = "xinshun", Name = "馨顺园", NameEn = "Xinshun Garden", SortOrder = 2 },
                new Community { Id = TestStore.Binhe, Code = "binhe", Name = "滨河里", NameEn = "Binhe Lane", SortOrder = 3 });
            if (!await db.PetitionCategories.AnyAsync(category => category.Key == TestStore.Category, Cancellation))
                db.Add(new PetitionCategory { Key = TestStore.Category, Name = "环境卫生", NameEn = "Sanitation", DueWorkingDays = 5 });
            await db.SaveChangesAsync(Cancellation);
        }

        Get<CommunityDirectory>().Forget();
        foreach (var community in new[] { TestStore.Xinsheng, TestStore.Xinshun, TestStore.Binhe }) await AddRecordsAsync(community);
        await AddAsync(Make.Petition(TestStore.Xinsheng, TestStore.Today.AddDays(-30), petition =>
        {
            petition.IsJoint = true;
            petition.Communities.AddRange([new() { Petition = petition, CommunityId = TestStore.Xinsheng },
                new() { Petition = petition, CommunityId = TestStore.Xinshun }]);
            Close(petition, PetitionOutcome.Resolved);
        }));
        var keys = Get<ApiKeyCommands>();
        Analyst = await keys.MakeAsync(CurrentUser.System, "BI", Role.Analyst, null, Cancellation);
        Worker = await keys.MakeAsync(CurrentUser.System, "form", Role.Worker, ["xinsheng"], Cancellation);
        await CountAsync();
    }

    /// <summary>Saves records as commands do; the figures follow after <see cref="CountAsync"/>.</summary>
    public async Task AddAsync(params object[] records)
    {
        await using var db = await Factory.CreateDbContextAsync(Cancellation);
        db.Actor = CurrentUser.System;
        db.AddRange(records);
        await db.SaveChangesAsync(Cancellation);
    }

    public Task CountAsync() => Get<MetricCube>().BuildAsync(Cancellation);

    /// <summary>Asks with a key, in English unless the request says otherwise.</summary>
    public Task<HttpResponseMessage> SendAsync(string address, string? key = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (key is not null) request.Headers.Add("Authorization", "Bearer " + key);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var client = Browser();
        if (headers.Any(header => header.Name == "Accept-Language")) client.DefaultRequestHeaders.Remove("Accept-Language");
        return client.SendAsync(request, Cancellation);
    }

    /// <summary>Asks with the analyst's key, or another, for an answer that succeeds.</summary>
    public async Task<JsonElement> ReadAsync(string address, string? key = null, params (string Name, string Value)[] headers)
    {
        var answer = await SendAsync(address, key ?? Analyst, headers);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {await answer.Content.ReadAsStringAsync(Cancellation)}");
        return await JsonOf(answer);
    }

    /// <summary>Asks for an answer that is a problem.</summary>
    /// <returns>The problem, in English unless the request says otherwise.</returns>
    public async Task<JsonElement> RefusedAsync(HttpStatusCode status, string address, string? key,
        params (string Name, string Value)[] headers)
    {
        var answer = await SendAsync(address, key, headers);
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var problem = await JsonOf(answer);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return problem;
    }

    public static async Task<JsonElement> JsonOf(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancellation));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseEnvironment(Environment);
        builder.ConfigureTestServices(services =>
        {
            // What works in the background would move the figures and exports between two calls of a test.
            foreach (var service in services.Where(IsOurBackgroundService).ToList()) services.Remove(service);
        });
    }

    private static bool IsOurBackgroundService(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.FullName?.StartsWith("Concentric.",
            StringComparison.Ordinal) == true;

    private Task AddRecordsAsync(int community) => AddAsync(
        Make.Petition(community, TestStore.Today.AddDays(-100), petition => Close(petition, PetitionOutcome.Explained)),
        Make.Petition(community, TestStore.Today.AddDays(-20), petition => Close(petition, PetitionOutcome.Resolved)),
        Make.Petition(community, TestStore.Today.AddDays(-19)),
        Make.Petition(community),
        Make.Hazard(community, TestStore.Today.AddDays(-10), hazard => hazard.RectifiedOn = TestStore.Today.AddDays(-3)),
        Make.Activity(community, TestStore.Today.AddDays(-5)),
        new Contribution
        {
            CommunityId = community,
            CoBuilder = new() { Name = $"物业 {community}", NameEn = $"Property {community}", JoinedOn = TestStore.Today },
            GivenOn = TestStore.Today.AddDays(-2),
            AmountFen = 1_234_567,
            Minutes = 90,
            Purpose = "修路",
        });

    private static void Close(Petition petition, PetitionOutcome outcome)
    {
        petition.ClosedOn = petition.FirstClosedOn = petition.CallBackOn = petition.ReceivedOn.AddDays(4);
        (petition.Stage, petition.Outcome, petition.WorkingDaysToClose) = (PetitionStage.FedBack, outcome, 3);
        petition.CallBackValid = petition.CallBackResponded = true;
        petition.CallBackResolved = outcome == PetitionOutcome.Resolved;
        petition.Satisfaction = outcome == PetitionOutcome.Resolved ? Satisfaction.MostlySatisfied : Satisfaction.Dissatisfied;
    }
}
