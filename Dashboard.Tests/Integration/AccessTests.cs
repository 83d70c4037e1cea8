using System.Net;
using System.Reflection;
using System.Security.Claims;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Features.Help;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Integration;

/// <summary>What is open without a sign-in, in full; and what only administrators open.</summary>
public sealed class AccessTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IEnumerable<Type> Pages =>
        typeof(UiTexts).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any());

    public static TheoryData<string> AdministratorPages =>
        [.. Pages.Where(type => type.GetCustomAttributes<AuthorizeAttribute>()
                .Any(one => one.Policy is Policies.Administrator or Policies.MayKeepSettings))
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
            // Of one that has been entered: the same page as of a new one.
            .Where(route => !route.Template.Contains("{Id", StringComparison.Ordinal))
            .Select(route => route.Template.Replace("{Key}", "mail", StringComparison.Ordinal)
                .Replace("{List}", "services", StringComparison.Ordinal))];

    [Fact]
    public void EveryPage_AsksForSignIn_ExceptThese() =>
        Assert.Equal(
            ["ProblemPage", "SetUpPage", "SignInPage"],
            Pages.Where(type => type.GetCustomAttribute<AllowAnonymousAttribute>() is not null
                || !type.GetCustomAttributes<AuthorizeAttribute>().Any()).Select(type => type.Name).Order());

    [Fact]
    public void EveryOpenEndpoint_IsKnown()
    {
        var open = app.Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => !path.Contains('.'))
            .Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
            ["/account/set-up", "/account/sign-in", "/account/sign-out", "/account/sign-out/everywhere", "/health/live", "/health/ready",
                "/not-found", "/preferences/language/{language}", "/preferences/theme/{theme}", "/problem/{Code:int}"],
            open);
    }

    /// <summary>
    /// The framework takes any number for a value of an enumeration: addresses take words, which <see cref="Concentric.Rules.EnumText"/>
    /// reads.
    /// </summary>
    [Fact]
    public void NoEndpoint_LetsTheFrameworkReadAnEnumeration() =>
        Assert.Empty(app.Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
                .Select(parameter => (endpoint.RoutePattern.RawText, parameter.ParameterType)))
            .SelectMany(one => one.ParameterType.GetProperties().Select(property => property.PropertyType).Append(one.ParameterType)
                .Select(type => (one.RawText, Type: Nullable.GetUnderlyingType(type) ?? type)))
            .Where(one => one.Type.IsEnum && one.Type.Namespace!.StartsWith("Concentric", StringComparison.Ordinal))
                .Select(one => $"{one.RawText}: {one.Type.Name}"));

    /// <summary>Whatever changes something by an address refuses a reader, but for what is everybody's own.</summary>
    [Fact]
    public async Task EveryEndpointThatWrites_RefusesAReader_ExceptTheOwnAccount()
    {
        List<string> open = [], refused = [];
        foreach (var endpoint in app.Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
            // Pages answer forms too; which of them a reader opens, the next test says.
            if (!methods.Any(method => method is "POST" or "PUT" or "PATCH" or "DELETE")
                || endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null) continue;
            (await IsOpenToAReaderAsync(endpoint) ? open : refused).Add("/" + endpoint.RoutePattern.RawText!.TrimStart('/'));
        }

        Assert.NotEmpty(refused);
        Assert.Equal([], open.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryFormOfARecord_RefusesAReader()
    {
        List<string> open = [];
        var forms = 0;
        foreach (var endpoint in app.Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null))
        {
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (path.Split('/')[^1] is not ("new" or "edit")) continue;
            forms++;
            if (await IsOpenToAReaderAsync(endpoint)) open.Add(path);
        }

        Assert.True(forms > 40, $"The walk sees too little: {forms}.");
        Assert.Equal([], open.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Role.Leader)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Worker)]
    [InlineData(Role.Panel)]
    [InlineData(Role.Reader)]
    [InlineData(Role.Administrator)]
    public async Task HelpOfARole_HasThreeSteps_WhichTheRoleMayOpen(Role role)
    {
        var steps = HelpStep.For(role);
        Assert.Equal(Enum.GetValues<HelpPart>(), steps.Select(step => step.Part));
        var browser = await app.BrowserOfAsync($"help-{role}".ToLowerInvariant(), role,
            role == Role.Worker ? [await CommunityAsync()] : []);
        var page = await DashboardApp.PageAsync(await browser.GetAsync(HelpPage.Path, Cancellation));
        Assert.Equal(steps.Select(step => step.Href),
            page.QuerySelectorAll($"[data-help={role}] a").Select(link => link.GetAttribute("href")!));
        Assert.NotNull(page.QuerySelector(".account a[href=help]"));
        foreach (var step in steps) Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(step.Href, Cancellation)).StatusCode);
        // Whoever helps others reads theirs; nobody else is led to pages that stay shut.
        var others = await DashboardApp.PageAsync(await browser.GetAsync($"{HelpPage.Path}?role=panel", Cancellation));
        Assert.NotNull(others.QuerySelector($"[data-help={(role == Role.Administrator ? Role.Panel : role)}]"));
    }

    private async Task<bool> IsOpenToAReaderAsync(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) return false;
        var reader = new ClaimsPrincipal(new ClaimsIdentity(CurrentUserClaims.Of(new("r", Role.Reader, UserId: 1)), "test"));
        var policy = await AuthorizationPolicy.CombineAsync(app.Get<IAuthorizationPolicyProvider>(),
            endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(), endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>());
        using var scope = app.Services.CreateScope();
        return policy is null || (await scope.ServiceProvider.GetRequiredService<IAuthorizationService>()
            .AuthorizeAsync(reader, new DefaultHttpContext(), policy)).Succeeded;
    }

    private async Task<int> CommunityAsync()
    {
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        if (await db.Communities.FirstOrDefaultAsync(Cancellation) is { } known) return known.Id;
        var made = db.Communities.Add(new() { Code = "help", Name = "馨盛园", NameEn = "Xinsheng Garden" }).Entity;
        await db.SaveChangesAsync(Cancellation);
        app.Get<CommunityDirectory>().Forget();
        return made.Id;
    }

    [Theory]
    [MemberData(nameof(AdministratorPages))]
    public async Task AdministratorPage_OpensForAdministratorsOnly(string path)
    {
        var suffix = Guid.NewGuid().ToString("N")[..8];
        var leader = await app.BrowserOfAsync("leader-" + suffix, Role.Leader);
        var refused = await leader.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.NotNull((await DashboardApp.PageAsync(refused)).QuerySelector("h1"));
        var administrator = await app.BrowserOfAsync("admin-" + suffix, Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync(path, Cancellation)).StatusCode);
    }
}
