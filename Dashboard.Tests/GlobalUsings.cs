global using Xunit;
[assembly: AssemblyFixture(typeof(Concentric.Tests.EndToEnd.Chromium))]
