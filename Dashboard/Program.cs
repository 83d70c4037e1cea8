using Concentric.Dashboard.Account;
using Concentric.Dashboard.Api;
using Concentric.Dashboard.Demo;
using Concentric.Dashboard.Features.Evaluation;
using Concentric.Dashboard.Features.Exports;
using Concentric.Dashboard.Features.Hazards;
using Concentric.Dashboard.Features.Imports;
using Concentric.Dashboard.Features.Lists;
using Concentric.Dashboard.Features.Views;
using Concentric.Dashboard.Infrastructure;
using Concentric.Dashboard.Jobs;
using Concentric.Dashboard.Mail;
using Concentric.Dashboard.Settings;
using Concentric.Dashboard.Verbs;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Metrics;
using Concentric.PublishedFigures;
using Concentric.Registration;
using Concentric.Search;

if (VerbLine.IsAsked(args)) return await VerbLine.RunAsync(args);
return await StartUp.GuardAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(StartUp.Options(args));
    builder.WebHost.UseDefaultAddress(builder.Configuration);
    builder.WebHost.UseStaticWebAssets();
    builder.ServeAssetsAsBuilt();

    builder.AddLogs();
    builder.AddSettingsAndStore();
    builder.AddTelemetry();
    builder.AddBodyLimits();
    builder.Services.AddSyntheticData();
    builder.Services.AddMetricCube();
    builder.Services.AddClaimWatch();
    builder.Services.AddSearch();
    builder.Services.AddProxies();
    builder.Services.AddLanguages();
    builder.Services.AddPages(builder.Environment);
    builder.Services.AddSignIn();
    builder.Services.AddJobs();
    builder.Services.AddViewExports();
    builder.Services.AddMail();
    builder.Services.AddSettingsPages();
    builder.Services.AddImports();
    builder.Services.AddHostedService<FirstStart>();
    builder.Services.AddHostedService<StartupMemoryTrim>();
    builder.Services.AddHealth();
    builder.Services.AddApi();

    var app = builder.Build();
    app.CheckSettings();

    app.UseForwardedHeaders();
    app.UseSecurityHeaders();
    app.UseOriginCheck();
    app.UseRequestLocalization();
    app.UseApiResponses();
    app.UseErrorPages();
    app.UseCompressedAssets();
    app.UseRouting();
    app.UseAuthentication();
    app.UseBodyLimits();
    app.UseRateLimiter();
    app.UseAuthorization();
    app.UsePasswordChange();
    app.UseRefusedForms();

    app.MapStaticAssets().AllowAnonymous();
    app.MapPreferences();
    app.MapSignOut();
    app.MapHealth();
    app.MapApi();
    app.MapJobs();
    app.MapExportFiles();
    app.MapHazardPhotos();
    app.MapSeal();
    app.MapListExports();
    app.MapViewExports();
    app.MapImports();
    app.MapPages();

    app.HoldStore();
    await app.PrepareStoreAsync();
    await app.LoadDemoDataAsync();
    await app.RunAsync();
});
