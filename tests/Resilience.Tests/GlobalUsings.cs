global using Actors.Harness;
